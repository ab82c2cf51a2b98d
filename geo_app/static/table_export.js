/* What leaves a table: the rows that are seen, copied as text or kept as a CSV file. */
(function () {
  'use strict';

  const NUMBER = /^[-+]?\d+(\.\d+)?%?$/;
  const FORMULA = /^[=+\-@\t\r＝＋－＠]/;
  const BYTE_ORDER_MARK = '\uFEFF';

  /**
   * A spreadsheet runs a cell that begins as a formula does: an apostrophe makes it text. A number
   * stays one, with its sign.
   * @param {string} text
   * @returns {string}
   */
  function harmless(text) {
    return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  }

  /**
   * @param {Element} cell
   * @returns {string} what it says, in one line, without the marks that set directions apart
   */
  function textOf(cell) {
    return cell.textContent.replace(/[\u2066-\u2069]/g, '').replace(/\s+/g, ' ').trim();
  }

  /**
   * @param {DataTable} table
   * @returns {Heading[]}
   */
  function headings(table) {
    return [.../** @type {NodeListOf<Heading>} */ (table.querySelectorAll('thead th'))];
  }

  /**
   * @param {DataTable} table
   * @returns {string} the rows that are seen as a spreadsheet takes them from the clipboard
   */
  function tabbed(table) {
    const rows = geoApp.shownRows(table).map(({ element }) => [...element.cells].map(textOf));
    return [headings(table).map(textOf), ...rows].map((row) => row.map(harmless).join('\t')).join('\n');
  }

  /**
   * @param {string} text
   * @returns {string} as RFC 4180 has it
   */
  function quoted(text) {
    return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
  }

  /**
   * The plain values first, under the names that they have in a corridor folder; then the page's
   * words, each column named with its language, as there.
   * @param {DataTable} table
   * @returns {string}
   */
  function csvOf(table) {
    const names = table.dataset.raw.split(';');
    const worded = headings(table).map(({ dataset }) => `${dataset.name}:${document.documentElement.lang}`);
    const rows = geoApp.shownRows(table).map(({ element, raw }) => [
      ...names.map((name) => raw[name]), ...[...element.cells].map(textOf)]);
    // Without the mark, spreadsheets take the file for one of their country's own code page.
    return BYTE_ORDER_MARK + [[...names, ...worded], ...rows]
      .map((row) => `${row.map(harmless).map(quoted).join(',')}\r\n`).join('');
  }

  /**
   * @param {string} text of a file that the reader keeps
   * @param {string} type
   * @param {string} name
   */
  function saveText(text, type, name) {
    const href = URL.createObjectURL(new Blob([text], { type }));
    geoApp.html('a', { href, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(href), 60000);
  }

  /** @param {DataTable} table */
  function downloadTable(table) {
    saveText(csvOf(table), 'text/csv', `${table.dataset.file}.csv`);
  }

  /**
   * @param {View} view
   * @param {DataTable} table
   */
  function copyTable(view, table) {
    geoApp.copyText(view, 'table', tabbed(table));
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ copyTable, downloadTable, headings, saveText }));
})();
