/* The rows of a table: put in order by a column, and kept or left out by words. */

/**
 * A row of the document, read once.
 * @typedef {object} TableRow
 * @property {HTMLTableRowElement} element
 * @property {Record<string, string>} raw what it says as plain values, by column of the corridor's files
 * @property {string} text everything that it says, folded
 */

/** @typedef {HTMLTableElement & {dataset: {raw: string, file: string}}} DataTable */
/** @typedef {HTMLTableCellElement & {dataset: {name: string, by?: string}}} Heading of a column */
/** @typedef {'asc' | 'desc' | ''} Direction `''` is the order of the document */

(function () {
  'use strict';

  const SURE = ['high', 'medium', 'low'];
  const MONEY = /^([A-Z]{3})_1e(\d+)$/;
  /** @type {WeakMap<DataTable, TableRow[]>} */
  const known = new WeakMap();
  const language = document.documentElement.lang;
  /** @type {Intl.Collator | undefined} */
  let collator;

  /**
   * @param {string} text
   * @returns {string} without its case and its accents
   */
  function fold(text) {
    return text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase(language);
  }

  /**
   * @param {DataTable} table
   * @returns {TableRow[]} in the order of the document
   */
  function readRows(table) {
    const names = table.dataset.raw.split(';');
    return [...table.tBodies[0].rows].map((element) => {
      const values = /** @type {string} */ (element.dataset.raw).split(';');
      const raw = Object.fromEntries(names.map((name, index) => [name, values[index]]));
      // A space after each cell: words of two cells are not one.
      const text = fold([...element.cells].map((cell) => cell.textContent).join(' '));
      return { element, raw, text };
    });
  }

  /**
   * @param {DataTable} table
   * @returns {TableRow[]}
   */
  function rowsOf(table) {
    const rows = known.get(table) || readRows(table);
    known.set(table, rows);
    return rows;
  }

  /**
   * What puts a row in its place: rows of one group stand together, whichever way the column runs.
   * Values are compared within one unit; money of one currency is one unit at any power of ten.
   * @param {TableRow} row
   * @param {Heading} heading
   * @returns {{group: string, keys: string[]}}
   */
  function placeOf({ element, raw }, heading) {
    const { by } = heading.dataset;
    if (by === 'value') {
      const [, currency, exponent] = MONEY.exec(raw.unit) || [];
      const value = currency ? `${Number(raw.value) * 10 ** Number(exponent)}` : raw.value;
      return { group: currency || raw.unit, keys: [value] };
    }
    if (by === 'confidence') return { group: '', keys: [raw[by] && `${SURE.indexOf(raw[by])}`] };
    if (by === 'period_start') return { group: '', keys: [raw.period_start || raw.period_end, raw.period_end] };
    return { group: '', keys: [by ? raw[by] : element.cells[heading.cellIndex].textContent] };
  }

  /**
   * @param {string} one
   * @param {string} other
   * @returns {number} which comes first in the language's alphabet
   */
  function compareWords(one, other) {
    // A browser's first takes it a while, which the start of the map can do without.
    collator = collator || new Intl.Collator(language, { numeric: true });
    return collator.compare(one, other);
  }

  /**
   * @param {string[]} ones
   * @param {string[]} others
   * @returns {number} numbers by size, dates by time, words by the language's alphabet
   */
  function compare(ones, others) {
    const differences = ones.map((one, index) => {
      const difference = Number(one) - Number(others[index]);
      return Number.isNaN(difference) ? compareWords(one, others[index]) : difference;
    });
    return differences.find((each) => each !== 0) || 0;
  }

  /**
   * Rows that say nothing in the column come last, whichever way it runs.
   * @param {DataTable} table
   * @param {Heading | null} heading null: the order of the document
   * @param {Direction} direction
   */
  function sortRows(table, heading, direction) {
    const sign = direction === 'desc' ? -1 : 1;
    const rows = heading ? rowsOf(table)
      .map((row) => ({ ...row, ...placeOf(row, heading) }))
      .sort((one, other) => Number(!one.keys[0]) - Number(!other.keys[0])
        || compareWords(one.group, other.group) || sign * compare(one.keys, other.keys))
      : rowsOf(table);
    rows.forEach(({ element }) => table.tBodies[0].append(element));
  }

  /**
   * @param {DataTable} table
   * @param {string} words each of which a row must have to be seen
   * @returns {{shown: number, all: number}} how many rows are
   */
  function filterRows(table, words) {
    const wanted = fold(words).split(/\s+/);
    const rows = rowsOf(table);
    rows.forEach(({ element, text }) => { element.hidden = !wanted.every((each) => text.includes(each)); });
    return { shown: rows.filter(({ element }) => !element.hidden).length, all: rows.length };
  }

  /**
   * @param {DataTable} table
   * @returns {TableRow[]} those that are seen, in the order in which they are
   */
  function shownRows(table) {
    const order = new Map([...table.tBodies[0].rows].map((element, index) => [element, index]));
    /** @param {TableRow} row */
    const at = ({ element }) => /** @type {number} */ (order.get(element));
    return rowsOf(table).filter(({ element }) => !element.hidden).sort((one, other) => at(one) - at(other));
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ filterRows, shownRows, sortRows }));
})();
