/* Groups: what is shown, by how it looks; and whether it is so much that the pen would take too long. */

/** @typedef {{paint: OverlayPaint, items: OverlayItem[]}} Alike items of an overlay that look alike */

(function () {
  'use strict';

  /* Of more lines than these in one drawing none has a casing: they would be nothing but casings. */
  const MANY = 4000;
  /* Points of so many the pen draws between two frames; a leg has LEG of them. */
  const MUCH = 25000;
  const LEG = 25;
  const FAINT = 0.0625; // of a pixel is taken by each of many lines
  /** @type {WeakMap<OverlayItem, number>} */
  const weights = new WeakMap();
  /** @type {WeakMap<OverlayItem[], Uint32Array>} */
  const numbers = new WeakMap();
  /** @type {WeakMap<Overlay, boolean>} */
  const lineal = new WeakMap();
  /** @type {Map<string, [red: number, green: number, blue: number]>} */
  const known = new Map();

  /**
   * @param {string} colour of CSS
   * @returns {[red: number, green: number, blue: number]}
   */
  function channels(colour) {
    const before = known.get(colour);
    if (before) return before;
    const pen = /** @type {CanvasRenderingContext2D} */ (geoApp.html('canvas', { width: 1, height: 1 }).getContext('2d'));
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    const [red, green, blue] = pen.getImageData(0, 0, 1, 1).data;
    known.set(colour, [red, green, blue]);
    return [red, green, blue];
  }

  /**
   * @param {OverlayItem[]} items of one overlay
   * @returns {Uint32Array} their numbers in it
   */
  function numbersOf(items) {
    const before = numbers.get(items);
    if (before) return before;
    const found = new Uint32Array(items.length);
    for (let at = 0; at < found.length; at += 1) found[at] = items[at].index;
    numbers.set(items, found);
    return found;
  }

  /**
   * @param {View} view
   * @returns {Alike[]} what is shown, from the bottom to the top
   */
  function groupItems({ overlays }) {
    return overlays.flatMap((overlay) => {
      /** @type {Alike[]} */
      const groups = [];
      /** @type {Map<OverlayPaint['color'], Alike[]>} */
      const byColour = new Map();
      for (const item of overlay.items) {
        const paint = overlay.paint(item);
        if (!paint.shown) continue;
        const { color, width, dash } = paint;
        const some = byColour.get(color) || [];
        let group = some.find((each) => each.paint.width === width && each.paint.dash === dash);
        if (!group) {
          group = { paint, items: [] };
          groups.push(group);
          byColour.set(color, [...some, group]);
        }
        group.items.push(item);
      }
      return groups;
    });
  }

  /** @param {Alike[]} groups */
  const countItems = (groups) => groups.reduce((sum, { items }) => sum + items.length, 0);

  /** @param {Alike[]} groups */
  const hasCasing = (groups) => countItems(groups) < MANY;

  /**
   * @param {OverlayItem} item
   * @returns {number} of how many points its lines are made, more or less
   */
  function weightOf(item) {
    const { geometry, method } = item.feature;
    const { lines, rings } = geoApp.partsOf(geometry);
    const count = [...lines, ...rings].reduce((sum, { length }) => sum + length, 0);
    return method === 'geodesic' ? LEG * count : count;
  }

  /**
   * @param {Alike[]} groups
   * @returns {boolean} they have more lines than the pen can draw between two frames
   */
  function isMuch(groups) {
    if (!hasCasing(groups)) return true;
    let sum = 0;
    return groups.some(({ items }) => items.some((item) => {
      const weight = weights.get(item) ?? weightOf(item);
      weights.set(item, weight);
      sum += weight;
      return sum > MUCH;
    }));
  }

  /** @param {OverlayItem} item */
  const isLine = ({ feature: { geometry } }) => !geometry || geometry.type === 'LineString' || geometry.type === 'MultiLineString';

  /**
   * @param {Overlay} overlay
   * @returns {boolean} it has nothing but lines
   */
  function isLineal(overlay) {
    const found = lineal.get(overlay) ?? overlay.items.every(isLine);
    lineal.set(overlay, found);
    return found;
  }

  /**
   * @param {Alike[]} groups
   * @returns {Alike[]} what of them has areas or points
   */
  function withoutLines(groups) {
    return groups.map(({ paint, items }) => (
      { paint, items: isLineal(items[0].overlay) ? [] : items.filter((item) => !isLine(item)) }));
  }

  /**
   * @param {Alike[]} groups
   * @param {(name: string) => string} token
   * @param {number} casing by how much it is wider than the line
   * @param {OverlayItem | null} [open] stands out
   * @returns {InkLayer[]} the casings, where there are any, then one layer for each colour of an overlay, then what is open
   */
  function inkLayers(groups, token, casing, open) {
    const strength = hasCasing(groups) ? 1 : FAINT;
    const colourOf = (/** @type {number | string} */ color) => channels(typeof color === 'number' ? token(`--overlay-${color}`) : color);
    const part = (/** @type {OverlayItem[]} */ items, /** @type {number} */ width, /** @type {number[]} */ dashes) => (
      { overlay: items[0].overlay.id, items: numbersOf(items), width, dashes });
    /** @type {Map<string, InkLayer>} */
    const layers = new Map();
    groups.forEach(({ paint, items }) => {
      const { color, width } = paint;
      const key = `${items[0].overlay.id} ${color}`;
      const layer = layers.get(key) || { colour: colourOf(color), strength, parts: [] };
      layer.parts.push(part(items, width, geoApp.dashesOf(paint, true)));
      layers.set(key, layer);
    });
    const below = { colour: channels(token('--casing')), strength, parts: groups.map(({ paint, items }) => part(items, paint.width + casing, [])) };
    if (!open) return hasCasing(groups) ? [below, ...layers.values()] : [...layers.values()];
    const { color, width } = open.overlay.paint(open);
    return [...inkLayers(groups, token, casing),
      { colour: channels(token('--focus')), strength: 1, parts: [part([open], width + 2 * casing, [])] },
      { colour: colourOf(color), strength: 1, parts: [part([open], width, [])] }];
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ groupItems, hasCasing, inkLayers, isMuch, withoutLines }));
})();
