/*
 * Columnar: many features travel as columns, in a tenth of the bytes; here they become features again.
 * What a column is stands in render/columnar.py, which makes them.
 */

/**
 * @typedef {{count: number, lists: number[][], column: OverlayColumnar}} Columns
 *
 * @typedef {object} OverlayColumnar whichever of these the column has
 * @property {any} [same]
 * @property {any[]} [values]
 * @property {OverlayColumnar} [steps]
 * @property {number} [scale]
 * @property {OverlayColumnar} [choices]
 * @property {number} [count]
 * @property {number} [list]
 * @property {number} [from]
 * @property {number} [every]
 * @property {[at: number, value: any][]} [but]
 * @property {number[]} [nulls]
 * @property {OverlayColumnar} [others]
 * @property {string[]} [keys]
 * @property {OverlayColumnar[]} [columns]
 * @property {number[][]} [kinds]
 * @property {OverlayColumnar} [kind]
 * @property {OverlayColumnar[]} [slots]
 * @property {OverlayColumnar} [lengths]
 * @property {OverlayColumnar} [items]
 *
 * @typedef {OverlayDocument & {columns?: Columns}} PackedDocument
 */

geoApp.share((geoApp) => {
  'use strict';

  const SHAPE = ['geometry', 'method']; // of a feature
  const LONG = 20000; // positions, which are kept as columns from there on

  /** What the documents came as: an export carries them as that again. @type {WeakMap<OverlayDocument, Columns>} */
  const packed = new WeakMap();

  /** @param {number[]} numbers @returns {number} */
  const sum = (numbers) => numbers.reduce((total, each) => total + each, 0);

  /**
   * @param {OverlayColumnar} column
   * @param {number} count
   * @param {number[][]} lists
   * @returns {any[]} its values
   */
  function decode(column, count, lists) {
    const { values, steps, choices, nulls, keys, slots, lengths } = column;
    if (values) return values;
    if (steps) return addUp(decode(steps, count, lists), column.scale || 1);
    if (choices) return choose(column, decode(choices, column.count || 0, lists), count, lists);
    if (nulls) return withNulls(column, nulls, count, lists);
    if (keys) return objects(column, keys, count, lists);
    if (slots) return positions(slots, decode(lengths || {}, count, lists), lists);
    if (lengths) return several(column, decode(lengths, count, lists), lists);
    return new Array(count).fill(column.same);
  }

  /** @param {number[]} steps @param {number} scale @returns {number[]} */
  function addUp(steps, scale) {
    let total = 0;
    const found = new Array(steps.length);
    for (let at = 0; at < steps.length; at += 1) {
      total += steps[at];
      found[at] = total / scale;
    }
    return found;
  }

  /**
   * @param {OverlayColumnar} column
   * @param {any[]} choices
   * @param {number} count
   * @param {number[][]} lists
   * @returns {any[]} lists among them are shared: nothing changes what was read
   */
  function choose({ list = 0, from = 0, every = 1, but = [] }, choices, count, lists) {
    const numbers = lists[list];
    const found = new Array(count);
    for (let at = 0; at < count; at += 1) found[at] = choices[numbers[from + at * every]];
    but.forEach(([at, value]) => { found[at] = value; });
    return found;
  }

  /**
   * @param {OverlayColumnar} column
   * @param {number[]} nulls
   * @param {number} count
   * @param {number[][]} lists
   * @returns {any[]}
   */
  function withNulls({ others = {} }, nulls, count, lists) {
    const left = decode(others, count - nulls.length, lists);
    const found = new Array(count).fill(undefined);
    nulls.forEach((at) => { found[at] = null; });
    let next = 0;
    return found.map((each) => {
      if (each === null) return null;
      next += 1;
      return left[next - 1];
    });
  }

  /**
   * @param {OverlayColumnar} column
   * @param {string[]} keys
   * @param {number} count
   * @param {number[][]} lists
   * @returns {any[]}
   */
  function objects({ columns = [], kinds = [], kind = {} }, keys, count, lists) {
    const kindOf = decode(kind, count, lists);
    const counts = keys.map(() => 0);
    kindOf.forEach((each) => kinds[each].forEach((key) => { counts[key] += 1; }));
    const long = columns.map((each, key) => (keys[key] === 'coordinates' ? longLines(each, counts[key], lists) : null));
    const cells = columns.map((each, key) => ('same' in each || long[key] ? [] : decode(each, counts[key], lists)));
    const next = keys.map(() => 0);
    // A copy of what all of a kind have is made at once; and what it has already, no key is too odd for.
    const patterns = kinds.map((kept) => Object.fromEntries(kept.map((key) => [keys[key], columns[key].same])));
    const told = kinds.map((kept) => kept.filter((key) => !('same' in columns[key])));
    return kindOf.map((each) => {
      const found = { ...patterns[each] };
      for (const key of told[each]) {
        const lines = long[key];
        if (lines) geoApp.layColumns(found, lines.of[next[key]], lines.isOne);
        else found[keys[key]] = cells[key][next[key]];
        next[key] += 1;
      }
      return found;
    });
  }

  /**
   * @param {OverlayColumnar} column
   * @param {number} count
   * @param {number[][]} lists
   * @returns {Float64Array} its values, which are numbers
   */
  function numbers({ steps, scale = 1, ...column }, count, lists) {
    const found = Float64Array.from(decode(steps || column, count, lists));
    if (!steps) return found;
    let total = 0;
    for (let at = 0; at < count; at += 1) {
      total += found[at];
      found[at] = total / scale;
    }
    return found;
  }

  /**
   * @param {OverlayColumnar} column of coordinates
   * @param {number} count
   * @param {number[][]} lists
   * @returns {{of: LongLine[][], isOne: boolean} | null} the lines of each; null where they are not many positions
   */
  function longLines({ lengths, items }, count, lists) {
    const isOne = Boolean(items?.slots);
    const each = isOne ? items : items?.items;
    const slots = each?.slots;
    if (!lengths || !slots || each?.lengths?.same !== slots.length) return null;
    const held = isOne ? new Array(count).fill(1) : decode(lengths, count, lists);
    const lasting = isOne ? decode(lengths, count, lists) : decode(items?.lengths || {}, sum(held), lists);
    const all = sum(lasting);
    if (all < LONG) return null;
    const lines = geoApp.cutColumns(slots.map((slot) => numbers(slot, all, lists)), lasting);
    let start = 0;
    const of = held.map((some) => {
      start += some;
      return lines.slice(start - some, start);
    });
    return { of, isOne };
  }

  /**
   * @param {OverlayColumnar[]} slots
   * @param {number[]} lengths
   * @param {number[][]} lists
   * @returns {number[][]}
   */
  function positions(slots, lengths, lists) {
    const numbers = slots.map((each, slot) => decode(each, lengths.filter((length) => length > slot).length, lists));
    const next = slots.map(() => 0);
    return lengths.map((length) => {
      const found = new Array(length);
      for (let slot = 0; slot < length; slot += 1) {
        found[slot] = numbers[slot][next[slot]];
        next[slot] += 1;
      }
      return found;
    });
  }

  /**
   * @param {OverlayColumnar} column
   * @param {number[]} lengths
   * @param {number[][]} lists
   * @returns {any[][]}
   */
  function several({ items = {} }, lengths, lists) {
    const all = decode(items, sum(lengths), lists);
    let start = 0;
    return lengths.map((length) => {
      start += length;
      return all.slice(start - length, start);
    });
  }

  /**
   * @param {PackedDocument} document as it was carried; a small one is what it is
   * @returns {OverlayDocument} with its features
   */
  function unpackDocument({ columns, ...document }) {
    if (!columns) return document;
    const features = decode(columns.column, columns.count, columns.lists);
    const found = { ...document, data: { ...document.data, features } };
    packed.set(found, columns);
    return found;
  }

  /**
   * @param {any} said a document, several, or what a page hands over to one in another language
   * @returns {PackedDocument[]}
   */
  function documentsIn(said) {
    return Array.isArray(said) ? said : said?.documents || [said];
  }

  /**
   * @param {OverlayDocument} document
   * @returns {Columns | undefined} what it came as
   */
  function packedAs(document) {
    return packed.get(document);
  }

  /**
   * @param {Columns} columns of features
   * @returns {OverlayFeature[]} of which only the shapes were taken apart
   */
  function unpackShapes({ column, count, lists }) {
    const { keys = [], columns = [], kinds = [] } = column;
    if (!keys.length) return decode(column, count, lists);
    const shown = keys.flatMap((key, at) => (SHAPE.includes(key) ? [at] : []));
    return decode({
      ...column, keys: shown.map((at) => keys[at]), columns: shown.map((at) => columns[at]),
      kinds: kinds.map((kept) => kept.flatMap((at) => (shown.includes(at) ? [shown.indexOf(at)] : []))),
    }, count, lists);
  }

  /**
   * @param {OverlayDocument} document
   * @returns {PackedDocument} as it came, with what was said of it since
   */
  function packDocument(document) {
    const columns = packed.get(document);
    if (!columns) return document;
    const { features: _features, ...data } = document.data;
    return { ...document, data: /** @type {OverlayDocument['data']} */ (data), columns };
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({
    documentsIn, packDocument, packedAs, unpackDocument, unpackShapes,
  }));
});
