/* Style: what colour and width say. Both may come from a column: its categories, classes or amounts. */

/**
 * A row of the legend. Colours 1 to 8 are the palette's, 9 is the rest's grey, 11 to 15 a ramp.
 * @typedef {{color: number, text: string}} ColorClass
 *
 * @typedef {object} OverlayScheme
 * @property {ColorClass[]} classes empty where no column says the colour
 * @property {(item: OverlayItem) => number} color
 * @property {number} most the largest amount that a width says; 0 where none does
 * @property {(item: OverlayItem) => number} width in pixels
 */

(function () {
  'use strict';

  const PALETTE = 8;
  const REST = 9;
  const RAMP = 11;
  const CLASSES = 5;
  const WIDTHS = [1.5, 8];
  /* Of so many the lines are thinner, or they would hide one another and the map. */
  const MANY = 100;
  const FINE = [0.5, 4];
  /** @type {WeakMap<Overlay, {key: string, scheme: OverlayScheme}>} */
  const known = new WeakMap();

  /**
   * @param {number[]} sorted
   * @returns {number[]} the least number of each class but the first; as many in each as can be
   */
  function findBreaks(sorted) {
    const all = [...new Set(sorted)];
    if (all.length <= CLASSES) return all.slice(1);
    const quantiles = Array.from({ length: CLASSES - 1 }, (_, index) => sorted[Math.ceil((index + 1) * sorted.length / CLASSES)]);
    return [...new Set(quantiles)].filter((each) => each > sorted[0]);
  }

  /**
   * @param {number} value
   * @param {number[]} breaks
   * @returns {number} the class in which it lies
   */
  function classOf(value, breaks) {
    return breaks.filter((each) => each <= value).length;
  }

  /**
   * @param {Overlay} overlay
   * @param {string} name of a column of numbers
   * @returns {Pick<OverlayScheme, 'classes' | 'color'>}
   */
  function colorByAmount({ items }, name) {
    const amount = (/** @type {OverlayItem} */ item) => geoApp.numberIn(geoApp.valueIn(item, name));
    const sorted = Float64Array.from(items.map(amount).filter(Number.isFinite)).sort();
    const breaks = findBreaks([...sorted]);
    // Few classes lie as far apart on the ramp as many do.
    const step = breaks.length ? (CLASSES - 1) / breaks.length : 0;
    const color = (/** @type {number} */ index) => RAMP + Math.round(index * step);
    /** @type {{least: number, most: number}[]} */
    const ranges = [];
    sorted.forEach((value) => {
      const index = classOf(value, breaks);
      ranges[index] = { least: ranges[index]?.least ?? value, most: value };
    });
    return {
      classes: ranges.map(({ least, most }, index) => ({
        color: color(index), text: [...new Set([least, most].map(geoApp.number))].join(' – '),
      })),
      color: (item) => (Number.isNaN(amount(item)) ? REST : color(classOf(amount(item), breaks))),
    };
  }

  /**
   * @param {Overlay} overlay
   * @param {string} name of a column
   * @returns {Pick<OverlayScheme, 'classes' | 'color'>}
   */
  function colorByCategory({ items }, name) {
    const categories = geoApp.byFrequency(items.map((item) => geoApp.valueIn(item, name))).slice(0, PALETTE);
    const colors = new Map(categories.map((text, index) => [text, index + 1]));
    return {
      classes: categories.map((text, index) => ({ color: index + 1, text })),
      color: (item) => colors.get(geoApp.valueIn(item, name)) || REST,
    };
  }

  /**
   * @param {View} view
   * @param {Overlay} overlay
   * @param {OverlayColumn} column
   * @returns {Pick<OverlayScheme, 'classes' | 'color'>}
   */
  function colorBy(view, overlay, { name, isNumeric }) {
    const found = isNumeric ? colorByAmount(overlay, name) : colorByCategory(overlay, name);
    const hasRest = overlay.items.some((item) => found.color(item) === REST);
    const rest = { color: REST, text: geoApp.word(view, isNumeric ? 'style_none' : 'style_rest') };
    return { ...found, classes: hasRest ? [...found.classes, rest] : found.classes };
  }

  /**
   * @param {Overlay} overlay
   * @param {number} amount
   * @param {number} most
   * @returns {number} pixels: the area of a line says the amount, so that a few large ones do not hide the rest
   */
  function widthOf({ items }, amount, most) {
    const [thin, thick] = items.length < MANY ? WIDTHS : FINE;
    return Math.round(2 * (thin + (thick - thin) * Math.sqrt(most ? Math.max(0, amount || 0) / most : 0))) / 2;
  }

  /**
   * @param {Overlay} overlay
   * @param {string} name of a column of numbers
   * @returns {Pick<OverlayScheme, 'most' | 'width'>}
   */
  function widthBy(overlay, name) {
    const { items } = overlay;
    const amount = (/** @type {OverlayItem} */ item) => geoApp.numberIn(geoApp.valueIn(item, name));
    const most = items.reduce((found, item) => Math.max(found, amount(item) || 0), 0);
    return { most, width: (item) => widthOf(overlay, amount(item), most) };
  }

  /**
   * @param {View} view
   * @param {Overlay} overlay
   * @returns {OverlayScheme}
   */
  function makeScheme(view, overlay) {
    const { style } = overlay;
    const plain = geoApp.paintOf(overlay).width;
    // Which columns there are takes its time where there are many items.
    const columns = style.color_by || style.width_by ? geoApp.columnsOf(overlay) : [];
    const colored = columns.find(({ name }) => name === style.color_by);
    const wide = columns.find(({ name, isNumeric }) => isNumeric && name === style.width_by);
    return {
      classes: [], color: () => style.color || 1, most: 0, width: () => plain,
      ...colored && colorBy(view, overlay, colored), ...wide && widthBy(overlay, wide.name),
    };
  }

  /**
   * @param {View} view
   * @param {Overlay} overlay
   * @returns {OverlayScheme} as its style has it now
   */
  function schemeOf(view, overlay) {
    const { color, width, color_by: by, width_by: wide } = overlay.style;
    const key = JSON.stringify([color, width, by, wide]);
    const before = known.get(overlay);
    if (before?.key === key) return before.scheme;
    const scheme = makeScheme(view, overlay);
    known.set(overlay, { key, scheme });
    return scheme;
  }

  /**
   * @param {View} view
   * @param {Overlay} overlay is painted as its style says now
   */
  function paintByStyle(view, overlay) {
    const { color, width } = schemeOf(view, overlay);
    const kept = geoApp.keptOf(overlay);
    overlay.paint = (item) => ({
      color: color(item), width: width(item), dash: overlay.style.line || 'solid',
      shown: overlay.shown && (!kept || kept.has(item.index)),
    });
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ paintByStyle, schemeOf, widthOf }));
})();
