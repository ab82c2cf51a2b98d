/* Matching: texts without case, accents, width and punctuation; and how well a word fits. */

/**
 * A text as it is compared.
 * @typedef {object} Folded
 * @property {string} text its letters and digits alone
 * @property {number[]} from where each of them stands in the text that is shown
 * @property {boolean[]} starts which of them begin a word
 */

/**
 * A name that is shown and searched.
 * @typedef {object} Name
 * @property {string} text
 * @property {string} [language] where it is not the page's
 * @property {string} [badge] says that nobody has checked it
 */

/**
 * A thing that can be found.
 * @typedef {object} Findable
 * @property {Name[]} names the first is its title
 * @property {Name} [value] the name that stands beside what it is
 * @property {string} about what it is
 * @property {string} [more] is searched and not shown
 * @property {() => Element} [draw] its mark
 * @property {(opener?: HTMLElement) => void} open
 */

/**
 * What was found: by which words, folded, and best by which name.
 * @typedef {{item: Findable, words: string[], name: Name, rank: number}} Finding
 */

(function () {
  'use strict';

  const ABOUT = 4;
  const MORE = 8;

  /** @type {Map<string, Folded>} every text is asked for again at each key */
  const known = new Map();

  /**
   * @param {string} text
   * @returns {Folded}
   */
  function fold(text) {
    const folded = known.get(text) || foldAnew(text);
    known.set(text, folded);
    return folded;
  }

  /**
   * @param {string} text
   * @returns {Folded}
   */
  function foldAnew(text) {
    /** @type {Folded} */
    const folded = { text: '', from: [], starts: [] };
    let at = 0;
    let inWord = false;
    for (const shown of text) {
      // Upper case first: it makes SS of ß, and one of both small sigmas.
      for (const char of shown.normalize('NFKD').toUpperCase().toLowerCase()) {
        // The tatweel only draws an Arabic word out.
        const counts = /[\p{L}\p{N}]/u.test(char) && char !== '\u0640';
        for (let unit = 0; counts && unit < char.length; unit += 1) {
          folded.text += char[unit];
          folded.from.push(at);
          folded.starts.push(!inWord && !unit);
        }
        inWord = counts || inWord && /[\p{M}\u0640]/u.test(char);
      }
      at += shown.length;
    }
    return folded;
  }

  /**
   * @param {string} name
   * @param {string} word folded
   * @returns {[rank: number, at: number]} the best place where it stands; rank 0: it is the whole
   *   name, 1: it begins it, 2: it begins a word of it, 3: it is somewhere inside, ∞: nowhere
   */
  function findWord(name, word) {
    const { text, starts } = fold(name);
    const first = text.indexOf(word);
    if (first < 0) return [Infinity, 0];
    if (!first) return [text === word ? 0 : 1, 0];
    let at = first;
    while (at > 0 && !starts[at]) at = text.indexOf(word, at + 1);
    return at > 0 ? [2, at] : [3, first];
  }

  /**
   * @param {Name} name
   * @param {string[]} words folded
   * @returns {HTMLElement} the name, with what matches marked
   */
  function markWords({ text, language }, words) {
    const { from } = fold(text);
    const element = geoApp.html('span', { dir: 'auto', ...(language && { lang: language }) });
    const ranges = words.flatMap((word) => {
      const [rank, at] = findWord(text, word);
      const last = from[at + word.length - 1];
      // A character beyond the basic plane is two units long.
      return rank < Infinity ? [[from[at], last + (Number(text.codePointAt(last)) > 0xffff ? 2 : 1)]] : [];
    });
    ranges.sort(([one], [other]) => one - other);
    let done = 0;
    (language ? [{ text }] : geoApp.languageRuns(text)).forEach((run) => {
      const within = run.language ? geoApp.html('bdi', { lang: run.language }) : element;
      const end = done + run.text.length;
      ranges.forEach(([first, last]) => {
        const [start, stop] = [Math.max(first, done), Math.min(last, end)];
        if (stop <= start) return;
        within.append(text.slice(done, start), geoApp.html('mark', {}, text.slice(start, stop)));
        done = stop;
      });
      within.append(text.slice(done, end));
      done = end;
      if (within !== element) element.append(within);
    });
    return element;
  }

  /**
   * @param {Findable} item
   * @param {string[]} words folded
   * @returns {Finding}
   */
  function weigh(item, words) {
    const { names, about, more = '' } = item;
    /**
     * @param {string} text
     * @param {string} word
     */
    const rankIn = (text, word) => findWord(text, word)[0];
    const wholes = names.map(({ text }) => rankIn(text, words.join('')));
    // Where words fit only one by one, that is never as good as a name or its beginning.
    const singles = words.map((word) => Math.min(
      ...names.map(({ text }) => Math.max(2, rankIn(text, word))),
      rankIn(about, word) + ABOUT, rankIn(more, word) + MORE));
    const fits = names.map(({ text }) =>
      words.reduce((sum, word) => sum + Math.min(MORE, rankIn(text, word)), 0));
    return {
      item, words,
      name: names[fits.indexOf(Math.min(...fits))],
      rank: Math.min(...wholes, Math.max(...singles)),
    };
  }

  /**
   * @param {Findable[]} items
   * @param {string} query
   * @returns {Finding[]} those in which every word of the query is, the best first
   */
  function find(items, query) {
    const words = query.split(/\s+/).map((word) => fold(word).text).filter(Boolean);
    return !words.length ? [] : items.map((item) => weigh(item, words))
      .filter(({ rank }) => rank < Infinity).sort((one, other) => one.rank - other.rank);
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ find, markWords }));
})();
