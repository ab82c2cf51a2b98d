/* Stops: what a text means that says where a leg starts or ends, in this corridor. As overlays/stops.py. */

/**
 * What `render/stop_names.py` writes of a place.
 * @typedef {object} StopPlace
 * @property {string} id
 * @property {string} title
 * @property {[longitude: number, latitude: number]} at
 * @property {string[]} codes IATA's and ICAO's
 * @property {string[]} names in all languages, with those on labels
 * @property {string} [parent]
 *
 * @typedef {{text: string, name: string, place: string, at: [number, number]}} FoundStop
 * @typedef {(text: string) => FoundStop} FindStop throws where the text names none, or several
 */

(function () {
  'use strict';

  const MOST_SEARCHES = 50;
  const LISTED = 3;
  const LONGEST = 64;

  /** @param {string} text @returns {string} without case, accents, width and punctuation */
  function plainName(text) {
    return text.toUpperCase().toLowerCase().replace(/ς/g, 'σ').normalize('NFKD')
      .replace(/\p{M}/gu, '').replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  }

  /**
   * Letters added, left out, replaced, or swapped with the next that turn one into the other.
   * @param {string[]} one
   * @param {string[]} other
   * @returns {number}
   */
  function countSlips(one, other) {
    /** @type {number[]} */
    let before = [];
    let last = [0, ...other.map((_, at) => at + 1)];
    one.forEach((letter, i) => {
      const row = [i + 1];
      other.forEach((its, j) => {
        const swapped = i && j && letter === other[j - 1] && one[i - 1] === its ? before[j - 1] + 1 : Infinity;
        row.push(Math.min(last[j + 1] + 1, row[j] + 1, last[j] + Number(letter !== its), swapped));
      });
      [before, last] = [last, row];
    });
    return last[other.length];
  }

  /**
   * @param {string} text
   * @param {Iterable<string>} names
   * @returns {string[]} at most three of them that differ by few slips, the likeliest first
   */
  function nearest(text, names) {
    const letters = [...text];
    if (!letters.length || letters.length > LONGEST) return [];
    const most = Math.max(1, Math.floor(letters.length / 4));
    return [...names]
      .map((name) => ({ name, letters: [...name] }))
      .filter(({ letters: its }) => Math.abs(its.length - letters.length) <= most
        && (its[0] === letters[0] || its[its.length - 1] === letters[letters.length - 1])) // as where there is but one slip
      .map(({ name, letters: its }) => ({ name, slips: countSlips(letters, its) }))
      .filter(({ slips }) => slips <= most)
      .sort((one, other) => one.slips - other.slips || (one.name < other.name ? -1 : 1))
      .slice(0, LISTED).map(({ name }) => name);
  }

  /**
   * A part of a name counts only where it is no whole name of another place.
   * @param {StopPlace[]} places
   * @returns {Map<string, StopPlace[]>} by plain name; a port's facility gives way to it
   */
  function byName(places) {
    /** @type {Map<string, Set<StopPlace>>} */
    const whole = new Map();
    /** @type {Map<string, Set<StopPlace>>} */
    const parts = new Map();
    /** @param {Map<string, Set<StopPlace>>} map @param {string} name @param {StopPlace} place */
    const add = (map, name, place) => {
      const plain = plainName(name);
      map.set(plain, (map.get(plain) || new Set()).add(place));
    };
    places.forEach((place) => [place.id, ...place.names].forEach((name) => {
      add(whole, name, place);
      name.split(/[/()（）,，、;；]/).forEach((part) => add(parts, part, place));
    }));
    const found = new Map([...parts, ...whole]);
    found.delete('');
    return new Map([...found].map(([name, several]) => {
      const ids = new Set([...several].map(({ id }) => id));
      return [name, [...several].filter(({ parent }) => !parent || !ids.has(parent))];
    }));
  }

  /**
   * @param {View} view
   * @param {StopPlace[]} places of the corridor
   * @returns {FindStop}
   */
  function makeStopFinder(view, places) {
    const codes = new Map(places.flatMap((place) => place.codes.map((code) => [code, place])));
    const names = byName(places);
    /** @type {Map<string, StopPlace | string>} */
    const known = new Map();
    let searches = 0;

    /** @param {string} text @param {string} code @returns {string[]} what may be meant */
    function suggest(text, code) {
      searches += 1;
      if (searches > MOST_SEARCHES) return [];
      /** @type {Map<string, string>} */
      const titles = new Map();
      nearest(code, codes.keys()).forEach((each) => {
        const { id, title } = /** @type {StopPlace} */ (codes.get(each));
        if (!titles.has(id)) titles.set(id, `${each} (${title})`);
      });
      nearest(plainName(text), names.keys()).flatMap((each) => names.get(each) || []).forEach(({ id, title }) => {
        if (!titles.has(id)) titles.set(id, title);
      });
      return [...titles.values()];
    }

    /** @param {string} text @returns {StopPlace | string} the place, or why there is none */
    function lookUp(text) {
      const shown = geoApp.shownValue(text);
      const code = text.trim().toUpperCase();
      const found = codes.has(code) ? [codes.get(code)] : names.get(plainName(text)) || [];
      if (found.length === 1) return /** @type {StopPlace} */ (found[0]);
      if (found.length) {
        const candidates = found.map((each) => `${each?.id} (${each?.title})`).join(', ');
        return geoApp.faultText(view, 'several', { text: shown, candidates });
      }
      const listed = suggest(text, code).slice(0, LISTED).join(', ');
      const why = geoApp.faultText(view, listed ? 'unknown_near' : 'unknown', { text: shown, nearest: listed });
      return /^[A-Z]{3,4}$/.test(code) ? `${why}. ${geoApp.faultText(view, 'airports')}` : why;
    }

    return (text) => {
      const found = known.get(text) || lookUp(text);
      known.set(text, found);
      if (typeof found === 'string') return geoApp.refuseWith(found);
      return { text, name: found.title, place: found.id, at: found.at };
    };
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ makeStopFinder }));
})();
