/* CSV: rows from stop to stop, rows that say a position each, rows with a geometry. As overlays/csv_table.py. */

/**
 * @typedef {{text: string, found: FoundStop | WrittenPosition}} LegEnd before it is settled which number
 *     is the latitude
 */

(function () {
  'use strict';

  const ENDS = ['origin', 'destination'];
  /** As much memory as so many values takes a point of WKT, and a stop. */
  const POINT = 3;
  const STOP = 3;
  const POSITION = ['latitude', 'longitude'];
  const END_CELLS = ENDS.flatMap((end) => [`${end}_lat`, `${end}_lon`]);

  /** @param {RouteTable} table @param {string[]} roles @returns {boolean} it has a column for each */
  const has = ({ at }, ...roles) => roles.every((role) => at[role] !== undefined);

  /** @param {RouteTable} table @param {TableRecord} record @param {string} role @returns {string} */
  const cell = ({ at }, { cells }, role) => cells[at[role] ?? -1] || '';

  /**
   * @param {Reading} reading
   * @param {GeoJSON.Geometry} geometry
   * @param {Record<string, string | number>} properties
   * @param {Partial<OverlayFeature>} [more]
   */
  function add({ features }, geometry, properties, more) {
    features.push({ type: 'Feature', id: features.length + 1, geometry, properties, ...more });
  }

  /**
   * @template T
   * @param {Reading} reading
   * @param {T[]} rows
   * @param {(row: T) => TableRecord} recordOf
   * @param {(row: T, place: () => string) => void} read what cannot be used of a row is noted
   * @param {number} [done] the fraction that is read already
   */
  async function eachRow(reading, rows, recordOf, read, done = 0.5) {
    for (const [index, row] of rows.entries()) {
      const { number } = recordOf(row);
      geoApp.notingFaults(reading, number, () => read(row, () => geoApp.placeText(reading, number)));
      await geoApp.breathe(reading, done + index / rows.length / 4);
    }
  }

  /**
   * @param {View} view
   * @param {string} latitude
   * @param {string} longitude
   * @returns {WrittenPosition}
   */
  function readCells(view, latitude, longitude) {
    const [first, second] = [geoApp.readAngle(latitude), geoApp.readAngle(longitude)];
    if (!latitude) return geoApp.refusePart(view, 'no_latitude');
    if (!longitude) return geoApp.refusePart(view, 'no_longitude');
    if (!first || /[EW]/.test(first.side)) {
      return geoApp.refusePart(view, 'bad_latitude', { text: geoApp.shownValue(latitude) });
    }
    if (!second || /[NS]/.test(second.side)) {
      return geoApp.refusePart(view, 'bad_longitude', { text: geoApp.shownValue(longitude) });
    }
    const certain = Boolean(first.side || second.side);
    return { latitude: first.degrees, longitude: second.degrees, certain };
  }

  /**
   * @param {View} view
   * @param {WrittenPosition} position
   * @param {boolean} swap
   * @returns {[longitude: number, latitude: number]} on the earth
   */
  function settle(view, { latitude, longitude, certain }, swap) {
    const [x, y] = swap && !certain ? [latitude, longitude] : [longitude, latitude];
    geoApp.requireInRange(view, x, y);
    return [x, y];
  }

  /** @param {string} via @returns {string[]} the stops of a cell that names several */
  function splitVia(via) {
    const texts = via.split(/[;；|/、>→]+/);
    const several = texts.length > 1 || geoApp.readPosition(via) ? texts : via.split(/[,，]+/);
    return several.map(geoApp.trimmed).filter(Boolean);
  }

  /**
   * @param {View} view
   * @param {RouteTable} table
   * @param {TableRecord} record
   * @param {FindStop} find
   * @returns {LegEnd[]} the ends of its legs, in order
   */
  function endsOf(view, table, record, find) {
    /** @param {string} text @returns {LegEnd} */
    const lookUp = (text) => ({ text, found: (/\d/.test(text) && geoApp.readPosition(text)) || find(text) });
    /** @param {string} role @returns {LegEnd} */
    const end = (role) => {
      const text = cell(table, record, role);
      const [latitude, longitude] = ['lat', 'lon'].map((axis) => cell(table, record, `${role}_${axis}`));
      if (latitude || longitude) {
        return { text: text || `${latitude}, ${longitude}`, found: readCells(view, latitude, longitude) };
      }
      return text ? lookUp(text) : geoApp.refusePart(view, `no_${role}`);
    };
    return [end('origin'), ...splitVia(cell(table, record, 'via')).map(lookUp), end('destination')];
  }

  /**
   * Rows that say from where to where: each is a line of geodesic legs.
   * @param {Reading} reading
   * @param {RouteTable} table
   */
  async function addLegs(reading, table) {
    const { view } = reading;
    const find = geoApp.makeStopFinder(view, JSON.parse(await geoApp.resource(view, 'stops')));
    const judge = geoApp.makeSwapJudge(reading);
    /** @type {{record: TableRecord, ends: LegEnd[]}[]} */
    const found = [];
    await eachRow(reading, table.rows, (record) => record, (record, place) => {
      geoApp.checkPart(reading, STOP * geoApp.countLetters(cell(table, record, 'via'), ';；|/、>→,，'));
      const ends = endsOf(view, table, record, find);
      found.push({ record, ends });
      ends.forEach(({ found: at }) => {
        if ('certain' in at && !at.certain) judge.show(place, at.longitude, at.latitude);
      });
    });
    const swap = judge.decide();
    await eachRow(reading, found, ({ record }) => record, ({ record, ends }) => {
      const coordinates = ends.map(({ found: at }) => ('certain' in at ? settle(view, at, swap) : at.at));
      if (coordinates.some(([x, y], index) => index && x === coordinates[index - 1][0] && y === coordinates[index - 1][1])) {
        geoApp.refusePart(view, 'same');
      }
      geoApp.countVertices(reading, coordinates.length);
      const stops = ends.map(({ text, found: at }) => (
        'certain' in at ? { text } : { text, name: at.name, place: at.place }));
      add(reading, { type: 'LineString', coordinates }, geoApp.propertiesOf(table, record, END_CELLS),
        { method: 'geodesic', stops });
    }, 0.75);
  }

  /**
   * @param {RouteTable} table
   * @returns {string | undefined} the role of the column that says which track a row is of
   */
  function groupingRole(table) {
    if (has(table, 'track')) return 'track';
    return ['name', 'id'].find((role) => has(table, role)
      && new Set(table.rows.map((record) => cell(table, record, role))).size < table.rows.length);
  }

  /**
   * Rows that say a position each: the points of recorded tracks, or a list of places.
   * @param {Reading} reading
   * @param {RouteTable} table
   */
  async function addPositions(reading, table) {
    const { view } = reading;
    const { rows } = table;
    const judge = geoApp.makeSwapJudge(reading);
    /** @type {{record: TableRecord, position: WrittenPosition}[]} */
    const written = [];
    await eachRow(reading, rows, (record) => record, (record, place) => {
      const [latitude, longitude] = POSITION.map((role) => cell(table, record, role));
      const position = readCells(view, latitude, longitude);
      written.push({ record, position });
      if (!position.certain) judge.show(place, position.longitude, position.latitude);
    });
    const swap = judge.decide();
    const role = groupingRole(table);
    const arePlaces = !role && (rows.length === 1
      || (has(table, 'name') && rows.every((record) => cell(table, record, 'name'))));
    /** @type {Map<string | number, {record: TableRecord, at: [number, number]}[]>} */
    const groups = new Map();
    await eachRow(reading, written, ({ record }) => record, ({ record, position }) => {
      const key = arePlaces ? record.number : role ? cell(table, record, role) : '';
      const placed = { record, at: settle(view, position, swap) };
      groups.set(key, groups.get(key) || []);
      groups.get(key)?.push(placed);
    }, 0.75);
    geoApp.countVertices(reading, [...groups.values()].reduce((sum, group) => sum + group.length, 0));
    groups.forEach((group) => addGroup(reading, table, group, arePlaces));
  }

  /**
   * @param {Reading} reading
   * @param {RouteTable} table
   * @param {{record: TableRecord, at: [number, number]}[]} group
   * @param {boolean} isPlace
   */
  function addGroup(reading, table, group, isPlace) {
    const all = group.map(({ record }) => geoApp.propertiesOf(table, record, POSITION));
    const [{ record, at }] = group;
    if (isPlace) add(reading, { type: 'Point', coordinates: at }, all[0]);
    else if (group.length === 1) {
      geoApp.notingFaults(reading, record.number, () => geoApp.refusePart(reading.view, 'only_point'));
    } else {
      const shared = Object.entries(all[0]).filter(([name, value]) => all.every((each) => each[name] === value));
      add(reading, { type: 'LineString', coordinates: group.map((each) => each.at) }, Object.fromEntries(shared));
    }
  }

  /**
   * Rows with a geometry as WKT.
   * @param {Reading} reading
   * @param {RouteTable} table
   */
  async function addGeometries(reading, table) {
    const { view } = reading;
    const judge = geoApp.makeSwapJudge(reading);
    /** @type {{record: TableRecord, geometry: GeoJSON.Geometry}[]} */
    const found = [];
    await eachRow(reading, table.rows, (record) => record, (record, place) => {
      const text = cell(table, record, 'wkt');
      geoApp.checkPart(reading, POINT * geoApp.countLetters(text, ','));
      const geometry = geoApp.readWkt(view, text);
      /** @type {number[][]} */
      const positions = [];
      geoApp.visitPositions(view, geometry, (position) => positions.push(position));
      geoApp.countVertices(reading, positions.length);
      found.push({ record, geometry });
      positions.forEach(([longitude, latitude]) => judge.show(place, longitude, latitude));
    });
    const swap = judge.decide();
    await eachRow(reading, found, ({ record }) => record, ({ record, geometry }) => {
      const settled = swap ? geoApp.turnGeometry(geometry) : geometry;
      geoApp.visitPositions(view, settled, ([longitude, latitude]) => (
        geoApp.requireInRange(view, longitude, latitude)));
      add(reading, settled, geoApp.propertiesOf(table, record, ['wkt']));
    }, 0.75);
  }

  /**
   * @param {Reading} reading
   * @param {string} text
   */
  async function readCsv(reading, text) {
    const table = await geoApp.readTable(reading, text);
    const isEnd = (/** @type {string} */ end) => has(table, end) || has(table, `${end}_lat`, `${end}_lon`);
    if (has(table, 'wkt')) await addGeometries(reading, table);
    else if (ENDS.every(isEnd)) await addLegs(reading, table);
    else if (has(table, ...POSITION)) await addPositions(reading, table);
    else geoApp.failWithoutColumns(reading, table.headers);
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ readCsv }));
})();
