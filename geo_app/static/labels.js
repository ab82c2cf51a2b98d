/* Labels: what may stand on the map in words, and when they are laid out anew. */

/**
 * What may stand on the map in words.
 * @typedef {object} LabelWish
 * @property {HTMLElement} element
 * @property {string} subject id of what it names
 * @property {number} priority the lowest is laid out first
 * @property {() => boolean} isShown
 * @property {(size: Size) => Candidate[]} candidates where it may stand
 * @property {Place} [place] that it names
 * @property {number} [air] in pixels, that it keeps on either side
 */

/**
 * A label, and what its layout remembers of it.
 * @typedef {LabelWish & LabelParts} Label
 *
 * @typedef {{whole: Size, short: Size | null}} LabelSizes with and without its second line
 *
 * @typedef {object} LabelParts
 * @property {LabelSizes | null} sizes
 * @property {string | null} choice the candidate that it had before
 * @property {Box | null} [box] where it stands
 */

(function () {
  'use strict';

  /** @type {Record<string, number>} by kind; the lowest is laid out first */
  const PRIORITY = {
    hub: 0, land_port: 1, sea_port: 1, airport_port: 2, zone: 3, city: 4, airport: 4.5,
    facility: 5, former_facility: 5.5, country: 6, town: 7, route: 3.5,
  };
  const COUNTRY_AIR = 12;
  /** @type {Record<string, number>} by kind */
  const FROM_ZOOM = { facility: 8, former_facility: 8, zone: 7, town: 5 };

  /**
   * @param {string} className
   * @param {string} text
   * @param {string} [sublabel]
   * @param {string} [language]
   * @returns {HTMLElement}
   */
  function makeElement(className, text, sublabel, language) {
    const element = geoApp.html('div', { class: `label ${className}`, 'aria-hidden': 'true' });
    element.append(geoApp.html('span', { class: 'label-text', dir: 'auto', ...(language && { lang: language }) }, text));
    if (sublabel) element.append(geoApp.html('span', { class: 'label-more', dir: 'auto' }, sublabel));
    return element;
  }

  /**
   * @param {View} view
   * @param {LabelWish} label
   */
  function addLabel(view, label) {
    view.map.getPane('labels').append(label.element);
    view.labels.push({ sizes: null, choice: null, ...label });
  }

  /**
   * @param {View} view
   * @param {Place} place
   */
  function labelPlace(view, place) {
    const text = place.label || place.title;
    if (!text) return;
    const priority = PRIORITY[place.kind] === undefined ? 5 : PRIORITY[place.kind];
    const lowest = FROM_ZOOM[place.kind] || 0;
    addLabel(view, {
      element: makeElement(`label-${place.kind}`, text, place.sublabel,
        place.label ? place.label_language : place.language),
      priority,
      isShown: () => geoApp.isMarkShown(view, place)
        && (view.lit.has(place.id) || view.map.getZoom() >= lowest),
      candidates: (size) => geoApp.besideMark(view, place, size),
      place,
      subject: place.id,
    });
  }

  /**
   * @param {string} text
   * @returns {string} how the script of a country's name is set: spaced capitals, spaced, plain
   */
  function countryStyle(text) {
    if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(text)) {
      return 'label-spaced';
    }
    return /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u.test(text)
      ? 'label-spaced label-capitals' : '';
  }

  /**
   * @param {View} view
   * @param {Country} country
   */
  function labelCountry(view, country) {
    if (!country.title) return;
    addLabel(view, {
      element: makeElement(`label-country ${countryStyle(country.title)}`, country.title),
      priority: PRIORITY.country,
      isShown: () => geoApp.isShown(view, country.layerId),
      candidates: (size) => geoApp.acrossCountry(view, country, size),
      air: COUNTRY_AIR,
      subject: country.id,
    });
  }

  /**
   * A route says its kind and length along the line; where it leaves the view, an edge label does.
   * @param {View} view
   * @param {Route} route
   */
  function labelRoute(view, route) {
    if (!route.line_label) return;
    const style = route.context ? 'label-context' : `label-${route.kind}`;
    addLabel(view, {
      element: makeElement(`label-route ${style}`, route.line_label),
      priority: PRIORITY.route + (route.context ? 2 : 0),
      isShown: () => geoApp.isShown(view, route.layerId) && geoApp.isWhollyInView(view, route),
      candidates: (size) => geoApp.alongRoute(view, route, size),
      subject: route.id,
    });
  }

  /**
   * Marks, edge labels and labels, in this order: each keeps clear of those before it.
   * @param {View} view
   * @returns {Generator<Pause>} the steps of it; it ends early where another one has begun meanwhile
   */
  function* arrangeInSteps(view) {
    if (!view.started) return;
    view.arrangements += 1;
    const turn = view.arrangements;
    for (const pause of steps(view)) {
      yield pause;
      if (view.arrangements !== turn) return;
    }
  }

  /**
   * @param {View} view
   * @returns {Generator<Pause>}
   */
  function* steps(view) {
    yield* geoApp.arrangeMarks(view);
    yield 'frame';
    geoApp.arrangeEdges(view);
    yield;
    yield* geoApp.layOutLabels(view);
    view.map.getPane('labels').classList.remove('is-hidden');
    view.map.getPane('edges').classList.remove('is-hidden');
  }

  /** @param {View} view arrange everything at once */
  function arrange(view) {
    for (const _step of arrangeInSteps(view));
  }

  /**
   * Arrange now and whenever what is seen changes; nothing is shown while the map zooms.
   * @param {View} view
   */
  function keepArranged(view) {
    const map = view.map;
    const arrangeSoon = geoApp.oncePerFrame(() => arrange(view));
    view.arrangeSoon = arrangeSoon;
    map.on('zoomstart', () => {
      map.getPane('labels').classList.add('is-hidden');
      map.getPane('edges').classList.add('is-hidden');
    });
    map.on('zoomend moveend viewreset', arrangeSoon);
    map.on('move', geoApp.oncePerFrame(() => geoApp.arrangeEdges(view)));
    map.on('layeradd layerremove', arrangeSoon);
    map.on('resize', () => {
      view.labels.forEach((label) => { label.sizes = null; });
      arrangeSoon();
    });
    if (document.fonts && document.fonts.status !== 'loaded') document.fonts.ready.then(arrangeSoon);
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({
    arrange, arrangeInSteps, keepArranged, labelCountry, labelPlace, labelRoute,
  }));
})();
