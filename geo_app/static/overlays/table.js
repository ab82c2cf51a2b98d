/* Table: a text with separated cells in, headers and rows out (RFC 4180). As overlays/records.py and columns.py. */

/**
 * @typedef {{number: number, cells: string[]}} TableRecord a row, as a spreadsheet counts them
 * @typedef {{headers: string[], rows: TableRecord[], at: Record<string, number | undefined>}} RouteTable
 *     at: the index of each role's column
 */

(function () {
  'use strict';

  const DELIMITERS = ['\t', ',', ';', '|'];
  const SAMPLE = 65_536;
  const MOST_COLUMNS = 1000;
  const MOST_CELLS = 5_000_000;
  const MOST_IN_ROW = 100_000;
  const WHERE = ('wkt origin destination via latitude longitude '
    + 'origin_lat origin_lon destination_lat destination_lon').split(' ');
  const LISTED = 12;
  const COLUMNS = { limit: MOST_COLUMNS.toLocaleString('en-US') };
  /** @type {Map<string, string>} by name */
  const roles = new Map();

  /** @param {string} text @returns {string} without differences of case, width, underscores and spaces */
  function plainHeader(text) {
    return text.normalize('NFKC').toLowerCase().replace(/[_.\s-]+/g, ' ').trim();
  }

  /** @param {string} header @returns {string | undefined} what a column of this name says */
  function roleOf(header) {
    if (!roles.size) {
      Object.entries(geoApp.columnRoles || {}).forEach(([role, names]) => (
        names.forEach((name) => roles.set(plainHeader(name), role))));
    }
    return roles.get(plainHeader(header));
  }

  /**
   * @param {string} text
   * @param {number} from
   * @returns {{value: string, at: number} | null} a cell in quotation marks; null where they do not match
   */
  function readQuoted(text, from) {
    let value = '';
    let at = from + 1;
    for (;;) {
      const end = text.indexOf('"', at);
      if (end < 0) return null;
      value += text.slice(at, end);
      if (text[end + 1] !== '"') return { value, at: end + 1 };
      value += '"';
      at = end + 2;
    }
  }

  /**
   * @param {string} text
   * @param {string} delimiter
   * @returns {Generator<{cells: string[] | null, end: number, fault: string}>} null where quotation marks do
   *     not match, or there are too many cells: then the fault is the name of its message
   */
  function* splitRows(text, delimiter) {
    const stop = new RegExp(`[\\r\\n${delimiter === '|' ? '\\|' : delimiter.replace(/[\\\]^-]/g, '\\$&')}]|$`, 'g');
    let at = 0;
    /** @param {number} from @returns {number} */
    const find = (from) => {
      stop.lastIndex = from;
      return /** @type {RegExpExecArray} */ (stop.exec(text)).index;
    };
    /** @param {number} from @returns {number} where the next line begins */
    const nextLine = (from) => from + (text.startsWith('\r\n', from) ? 2 : 1);
    while (at < text.length) {
      /** @type {string[] | null} */
      let cells = [];
      let fault = '';
      for (;;) {
        const quoted = text[at] === '"' ? readQuoted(text, at) : { value: '', at: find(at) };
        const end = quoted ? quoted.at : text.length;
        fault = !quoted || (end < text.length && find(end) !== end) ? 'quotes' : cells.length === MOST_IN_ROW ? 'many_columns' : '';
        if (!quoted || fault) {
          cells = null;
          at = end;
          while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at += 1;
          break;
        }
        cells.push(text[at] === '"' ? quoted.value : text.slice(at, end));
        at = end;
        if (text[at] !== delimiter) break;
        at += 1;
      }
      at = nextLine(at);
      yield { cells, end: at, fault };
    }
  }

  /** @param {string} text @returns {string} that makes most known headers of the first line, then most cells */
  function findDelimiter(text) {
    const sample = text.slice(0, SAMPLE);
    /** @param {string} delimiter */
    const score = (delimiter) => {
      let first = /** @type {string[]} */ ([]);
      for (const { cells } of splitRows(sample, delimiter)) {
        if (cells?.some(Boolean)) {
          first = cells;
          break;
        }
      }
      return first.filter(roleOf).length * SAMPLE + first.length;
    };
    const scores = DELIMITERS.map(score);
    return DELIMITERS[scores.indexOf(Math.max(...scores))];
  }

  /**
   * @param {Reading} reading
   * @param {string[]} cells
   * @returns {string[]} the columns' names; one without gets its number as its name
   */
  function nameColumns(reading, cells) {
    if (cells.length > MOST_COLUMNS) geoApp.failReading(reading, 'many_columns', COLUMNS);
    const headers = cells.map((cell, index) => cell || `column ${index + 1}`);
    const plain = headers.map(plainHeader);
    const last = new Map(plain.map((name, index) => [name, index]));
    const first = plain.findIndex((name, index) => last.get(name) !== index);
    if (first >= 0) {
      const second = plain.indexOf(plain[first], first + 1);
      geoApp.failReading(reading, 'columns_twice', {
        first: first + 1, second: second + 1,
        name: geoApp.shownValue(headers[first]), other: geoApp.shownValue(headers[second]),
      });
    }
    return headers;
  }

  /**
   * @param {Reading} reading
   * @param {string[]} headers
   * @returns {RouteTable['at']}
   */
  function findColumns(reading, headers) {
    /** @type {RouteTable['at']} */
    const at = {};
    headers.forEach((header, index) => {
      const role = roleOf(header);
      if (!role) return;
      const before = at[role];
      if (before === undefined) at[role] = index;
      else if (WHERE.includes(role)) {
        geoApp.failReading(reading, 'columns_same', {
          first: geoApp.shownValue(headers[before]), second: geoApp.shownValue(header) });
      }
    });
    return at;
  }

  /**
   * @param {View} view
   * @param {string[]} cells
   * @param {number} count of the headers
   * @param {string} delimiter
   * @returns {string[]} at most a cell for each header: short rows that are filled up fill the memory
   */
  function fit(view, cells, count, delimiter) {
    const other = cells.length === 1 && count > 1
      && DELIMITERS.find((each) => each !== delimiter && cells[0].includes(each));
    /** @param {string} each */
    const said = (each) => (each === '\t' ? '\\t' : each);
    if (other) geoApp.refusePart(view, 'separator', { found: said(other), expected: said(delimiter) });
    if (cells.slice(count).some(Boolean)) {
      geoApp.refusePart(view, 'cells', { count: cells.length, columns: count });
    }
    return cells.slice(0, count);
  }

  /**
   * @param {Reading} reading
   * @param {string} text
   * @returns {Promise<RouteTable>} rows that do not fit the header are noted
   */
  async function readTable(reading, text) {
    const said = /^sep=(.)\r?\n/.exec(text);
    const rest = said ? text.slice(said[0].length) : text;
    const delimiter = said ? said[1] : findDelimiter(rest);
    /** @type {RouteTable | null} */
    let table = null;
    let [number, count] = [0, 0];
    for (const { cells: found, end, fault } of splitRows(rest, delimiter)) {
      number += 1;
      const cells = found?.map(geoApp.trimmed);
      if (!cells || cells.some(Boolean)) table = takeRow(reading, table, { number, cells, fault, delimiter });
      const last = table?.rows[table.rows.length - 1];
      if (last?.number === number) count += last.cells.length;
      if (count > MOST_CELLS) geoApp.failReading(reading, 'many_cells', { limit: MOST_CELLS.toLocaleString('en-US') });
      await geoApp.breathe(reading, end / rest.length / 2);
    }
    return table || geoApp.failReading(reading, 'empty');
  }

  /**
   * @param {Reading} reading
   * @param {RouteTable | null} table as far as it is read
   * @param {{number: number, cells: string[] | undefined, fault: string, delimiter: string}} row
   * @returns {RouteTable | null}
   */
  function takeRow(reading, table, { number, cells, fault, delimiter }) {
    const { view } = reading;
    if (!table) {
      if (!cells) return geoApp.failReading(reading, fault, COLUMNS);
      const headers = nameColumns(reading, cells);
      return { headers, rows: [], at: findColumns(reading, headers) };
    }
    geoApp.countPart(reading);
    geoApp.notingFaults(reading, number, () => {
      if (!cells) geoApp.refusePart(view, fault, COLUMNS);
      else table.rows.push({ number, cells: fit(view, cells, table.headers.length, delimiter) });
    });
    return table;
  }

  /** @param {string} cell @returns {string | number} a number only where nothing of it is lost */
  function numberOrText(cell) {
    const isNumber = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?$/.test(cell) && cell.replace(/\D/g, '').length <= 15;
    return isNumber ? Number(cell) : cell;
  }

  /**
   * @param {RouteTable} table
   * @param {TableRecord} record
   * @param {string[]} without roles
   * @returns {Record<string, string | number>} its cells that are not empty, by header
   */
  function propertiesOf({ headers, at }, { cells }, without) {
    const left = new Set(without.map((role) => at[role]));
    return Object.fromEntries(headers.map((header, index) => /** @type {const} */ ([header, index]))
      .filter(([, index]) => cells[index] && !left.has(index))
      .map(([header, index]) => [header, numberOrText(cells[index])]));
  }

  /**
   * @param {Reading} reading
   * @param {string[]} headers
   * @returns {never}
   */
  function failWithoutColumns(reading, headers) {
    const found = headers.slice(0, LISTED).map(geoApp.shownValue).join(', ');
    return geoApp.failReading(reading, 'columns', { found: found + (headers.length > LISTED ? ', …' : '') });
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({
    failWithoutColumns, propertiesOf, readTable, roleOf,
  }));
})();
