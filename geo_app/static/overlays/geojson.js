/* GeoJSON (RFC 7946): a collection, a feature or a bare geometry, kept as it stands. As overlays/geojson.py. */
(function () {
  'use strict';

  const DEEPEST = 64;
  /** Levels that a collection has above a geometry: its own, the list, the Feature. */
  const ADDED = 3;
  const SLICE = 65_536;
  const COLON = /\s*:/y;
  /** How many values a list, an object and a text count for; a position is a list with two numbers. */
  const LIST = 3;
  const OBJECT = 4;
  const TEXT = 1;
  const WGS84 = new RegExp('^(?:(?:urn:(?:x-)?ogc:def:crs:OGC:[\\d.]*:)?CRS:?84h?|OGC:CRS84|WGS ?84'
    + '|(?:urn:(?:x-)?ogc:def:crs:)?EPSG:[\\d.]*:?4326'
    + '|https?://www\\.opengis\\.net/def/crs/(?:OGC/[\\d.]+/CRS84|EPSG/\\d+/4326))$', 'i');

  /**
   * @param {Reading} reading
   * @param {string} text
   * @returns {Promise<any>} its value, if it is JSON whose levels and names are sound
   */
  async function parseJson(reading, text) {
    await checkLevels(reading, text);
    try {
      return JSON.parse(text);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      const constant = /[:,[]\s*(NaN|-?Infinity)\b/.exec(text);
      if (constant) return geoApp.failReading(reading, 'constant', { number: constant[1] });
      const end = Number(/position (\d+)/.exec(error.message)?.[1] ?? text.length);
      const before = text.slice(0, end);
      return geoApp.failReading(reading, 'json', {
        line: geoApp.countLetters(before, '\n') + 1, column: end - before.lastIndexOf('\n') });
    }
  }

  /**
   * By hand: a pattern would go through a long text again and again, or run out of stack.
   * @param {string} text
   * @param {number} start of a string, at its first quotation mark
   * @returns {number} the place after its last one, or the end of the text
   */
  function endOfString(text, start) {
    for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
      let before = end;
      while (text[before - 1] === '\\') before -= 1;
      if ((end - before) % 2 === 0) return end + 1;
    }
    return text.length;
  }

  /**
   * @param {Reading} reading
   * @returns {(part: string, levels: unknown[]) => void} counts a bracket or text, as overlays/json_scan.py does:
   *     an object in a list of the outermost object is a part, and none may be too large, nor all the rest
   */
  function makeCounter(reading) {
    let [rest, own, parts] = [0, 0, 0];
    let isInPart = false;
    return (part, levels) => {
      const isInList = levels[0] !== null && levels[1] === null;
      if (part === '{' && levels.length === 3 && isInList) {
        parts += 1;
        own = 0;
        isInPart = true;
        geoApp.checkLimit(reading, 'features', parts);
      } else if (part === '}' && levels.length === 2 && isInList) isInPart = false;
      const values = part === '[' ? LIST : part === '{' ? OBJECT : part === '"' ? TEXT : 0;
      if (isInPart) own += values;
      else rest += values;
      geoApp.checkPart(reading, Math.max(own, rest));
    };
  }

  /**
   * Lists and objects may not be nested too deeply, and no name stand twice in one object: what reads
   * the file next might take the other value.
   * @param {Reading} reading
   * @param {string} text
   * @param {number} [deepest]
   */
  async function checkLevels(reading, text, deepest = DEEPEST) {
    /** @type {(Set<string> | null)[]} the names of each level, of objects alone */
    const levels = [];
    // Beside strings and brackets, the numbers that may be too large.
    const token = /"|[[\]{}]|-?\d[\d.]*[eE]\+?\d{3,}|(?<![\d.])-?\d{309,}(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
    const countPart = makeCounter(reading);
    let next = SLICE;
    for (let found = token.exec(text); found; found = token.exec(text)) {
      const [part] = found;
      if (part === '{' || part === '[') levels.push(part === '{' ? new Set() : null);
      else if (part === '}' || part === ']') levels.pop();
      else if (/^[-\d]/.test(part) && !Number.isFinite(Number(part))) {
        geoApp.failReading(reading, 'large_number', { number: geoApp.shownValue(part) });
      } else if (part === '"') {
        token.lastIndex = endOfString(text, found.index);
        COLON.lastIndex = token.lastIndex;
        if (COLON.test(text)) checkName(reading, levels[levels.length - 1], text.slice(found.index, token.lastIndex));
      }
      countPart(part, levels);
      if (levels.length > deepest) geoApp.failReading(reading, 'deep', { limit: deepest });
      if (found.index > next) {
        next = found.index + SLICE;
        await geoApp.breathe(reading, found.index / text.length / 4);
      }
    }
  }

  /**
   * @param {Reading} reading
   * @param {Set<string> | null | undefined} names of the object so far
   * @param {string} quoted
   */
  function checkName(reading, names, quoted) {
    let name = quoted;
    try {
      name = JSON.parse(quoted);
    } catch {
      return; // which the parser will say
    }
    if (names?.has(name)) geoApp.failReading(reading, 'name_twice', { name: geoApp.shownValue(name) });
    names?.add(name);
  }

  /**
   * @param {Reading} reading
   * @param {any} whole
   * @returns {{features: any[], members: Record<string, any>}} and what else its collection says
   */
  function takeApart(reading, whole) {
    const type = geoApp.isObject(whole) ? whole.type : null;
    if (type === 'FeatureCollection' && Array.isArray(whole.features)) {
      const { type: _type, features, ...members } = whole;
      return { features, members };
    }
    const { crs, ...rest } = whole ?? {};
    const members = crs === undefined ? {} : { crs };
    if (type === 'Feature') return { features: [whole], members };
    if (geoApp.isGeometryType(type)) return { features: [{ type: 'Feature', geometry: rest, properties: {} }], members };
    return geoApp.failReading(reading, type === 'Topology' ? 'topojson' : 'no_geojson');
  }

  /**
   * @param {Reading} reading
   * @param {any} crs what the old member says, if it is there
   */
  function requireWgs84(reading, crs) {
    if (crs === null || crs === undefined) return;
    const name = crs.properties?.name;
    if (typeof name === 'string' && WGS84.test(name.trim())) return;
    const known = typeof name === 'string' && /EPSG\W.*\d{4,6}$/i.test(name.trim());
    geoApp.failReading(reading, known ? 'crs_server' : 'crs', { crs: geoApp.shownValue(name ?? crs) });
  }

  /** @param {any} value that may have half a character, which no file can carry */
  const isHalved = (value) => /(?<!\\)(?:\\\\)*\\ud[89a-f]/.test(JSON.stringify(value));

  /**
   * @param {View} view
   * @param {any} feature
   * @param {boolean} maybeBroken the file has escapes of half characters
   */
  function requireFeature(view, feature, maybeBroken) {
    /** @param {string} name @param {FaultValues} [values] */
    const refuse = (name, values) => geoApp.refusePart(view, name, values);
    if (!geoApp.isObject(feature) || feature.type !== 'Feature') refuse('no_feature');
    const { id = '', properties = null } = feature;
    if (!('geometry' in feature)) refuse('no_member');
    if (properties !== null && !geoApp.isObject(properties)) refuse('properties');
    if (typeof id !== 'string' && typeof id !== 'number') refuse('id', { id: geoApp.shownValue(id) });
    if (maybeBroken && isHalved(feature)) refuse('unicode');
  }

  /**
   * @param {Reading} reading
   * @param {string} text
   * @returns {Promise<Record<string, any>>} members of its collection
   */
  async function readGeoJson(reading, text) {
    const { view } = reading;
    const whole = await parseJson(reading, text);
    const { features, members } = takeApart(reading, whole);
    // What is no collection would be written as one, and be read again.
    if (whole.type !== 'FeatureCollection') await checkLevels(reading, text, DEEPEST - ADDED);
    const maybeBroken = /\\ud[89a-f]/i.test(text);
    if (maybeBroken && isHalved(members)) geoApp.failReading(reading, 'unicode');
    requireWgs84(reading, members.crs);
    const judge = geoApp.makeSwapJudge(reading);
    /** @type {{number: number, feature: any}[]} */
    const sound = [];
    /**
     * @template T
     * @param {T[]} items
     * @param {number} done the fraction that is read already
     * @param {(item: T, number: number) => void} read
     * @param {(item: T, index: number) => number} numberOf
     */
    const each = async (items, done, read, numberOf = (_, index) => index + 1) => {
      for (const [index, item] of items.entries()) {
        const number = numberOf(item, index);
        geoApp.notingFaults(reading, number, () => read(item, number));
        await geoApp.breathe(reading, done + index / items.length / 4);
      }
    };
    await each(features, 0.5, (feature, number) => {
      geoApp.countPart(reading);
      requireFeature(view, feature, maybeBroken);
      /** @type {number[][]} */
      const positions = [];
      if (feature.geometry !== null) geoApp.visitPositions(view, feature.geometry, (at) => positions.push(at));
      geoApp.countVertices(reading, positions.length);
      sound.push({ number, feature });
      const place = () => geoApp.placeText(reading, number);
      positions.forEach(([longitude, latitude]) => judge.show(place, longitude, latitude));
    });
    const swap = judge.decide();
    await each(sound, 0.75, ({ number, feature }) => addFeature(reading, number, feature, swap), ({ number }) => number);
    return members;
  }

  /**
   * @param {Reading} reading
   * @param {number} number
   * @param {any} feature
   * @param {boolean} swap
   */
  function addFeature({ view, features, faults }, number, feature, swap) {
    if (feature.geometry === null) {
      faults.push({ number, text: geoApp.faultText(view, 'null_geometry'), lost: false });
      features.push(feature);
      return;
    }
    const settled = swap ? { ...feature, geometry: geoApp.turnGeometry(feature.geometry) } : feature;
    geoApp.visitPositions(view, settled.geometry, ([longitude, latitude]) => (
      geoApp.requireInRange(view, longitude, latitude)));
    features.push(settled);
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ readGeoJson }));
})();
