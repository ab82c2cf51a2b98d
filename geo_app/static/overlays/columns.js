/* Columns: the properties of an overlay's items, and which of them are numbers throughout. */

/** @typedef {{name: string, isNumeric: boolean}} OverlayColumn */

(function () {
  'use strict';

  const MOST_COLUMNS = 100;
  const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;
  const hasOwn = Object.prototype.hasOwnProperty;
  /** @type {WeakMap<OverlayDocument, OverlayColumn[]>} */
  const known = new WeakMap();

  /**
   * @param {OverlayItem} item
   * @param {string} name of the property
   * @returns {string} what it says; lists and objects say nothing that can be compared
   */
  function valueIn({ feature: { properties } }, name) {
    // Not what every object has from birth: a column may be called `constructor`.
    const value = (properties && hasOwn.call(properties, name) ? properties[name] : '') ?? '';
    return typeof value === 'object' ? '' : String(value).trim();
  }

  /**
   * @param {string} text
   * @returns {number} NaN where it is none
   */
  function numberIn(text) {
    const value = NUMBER.test(text) ? Number(text) : Number.NaN;
    return Number.isFinite(value) ? value : Number.NaN;
  }

  /**
   * @param {Overlay} overlay
   * @returns {OverlayColumn[]} those that say anything, as they first appear
   */
  function findColumns({ items }) {
    /** @type {Map<string, boolean>} */
    const found = new Map();
    items.forEach((item) => Object.keys(item.feature.properties || {}).forEach((name) => {
      if (found.get(name) === false || (found.size >= MOST_COLUMNS && !found.has(name))) return;
      const value = valueIn(item, name);
      if (value) found.set(name, !Number.isNaN(numberIn(value)));
    }));
    return [...found].map(([name, isNumeric]) => ({ name, isNumeric }));
  }

  /**
   * @param {Overlay} overlay
   * @returns {OverlayColumn[]}
   */
  function columnsOf(overlay) {
    const columns = known.get(overlay.document) || findColumns(overlay);
    known.set(overlay.document, columns);
    return columns;
  }

  /**
   * @param {Iterable<string>} values
   * @returns {string[]} each once: the most frequent first, then by the alphabet
   */
  function byFrequency(values) {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const value of values) if (value) counts.set(value, (counts.get(value) || 0) + 1);
    const { compare } = new Intl.Collator(document.documentElement.lang, { numeric: true });
    return [...counts].sort(([one, ones], [other, others]) => others - ones || compare(one, other)).map(([value]) => value);
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ byFrequency, columnsOf, numberIn, valueIn }));
})();
