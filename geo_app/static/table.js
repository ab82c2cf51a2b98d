/* The tables over the map: what is open, in which order, with which words. */

/**
 * What is seen of the tables; all of it stands in the address.
 * @typedef {object} TableState
 * @property {string} name of the table that is open; '' is none
 * @property {string} column that its rows are sorted by; '' is none
 * @property {Direction} direction
 * @property {string} words that its rows must have
 * @property {Focusable | null} opener gets the focus back
 * @property {Chapter | null} chapter that was open when the table was opened
 */

(function () {
  'use strict';

  /** @returns {DataTable[]} */
  function tables() {
    return /** @type {DataTable[]} */ ([...document.querySelectorAll('#tables table')]);
  }

  /**
   * @param {string} name
   * @returns {DataTable | null}
   */
  function tableOf(name) {
    return tables().find(({ id }) => id === `table-${name}`) || null;
  }

  /**
   * @param {string} id
   * @returns {HTMLElement} a part of the tables' view
   */
  function part(id) {
    return /** @type {HTMLElement} */ (document.getElementById(id));
  }

  /** @param {DataTable} open lies on top, and its button says so */
  function choose(open) {
    tables().forEach((each) => {
      /** @type {HTMLElement} */ (each.parentElement).hidden = each !== open;
    });
    /** @type {NodeListOf<HTMLElement>} */ (part('tables').querySelectorAll('[data-table]')).forEach((button) =>
      button.setAttribute('aria-pressed', String(`table-${button.dataset.table}` === open.id)));
  }

  /**
   * @param {View} view
   * @param {DataTable} table
   */
  function sort(view, table) {
    const { column, direction } = view.table;
    const all = geoApp.headings(table);
    const heading = all.find(({ dataset }) => dataset.name === column) || null;
    all.forEach((each) => each.setAttribute(
      'aria-sort', each !== heading ? 'none' : direction === 'desc' ? 'descending' : 'ascending'));
    geoApp.sortRows(table, heading, direction);
  }

  /**
   * @param {View} view
   * @param {DataTable} table
   */
  function filter(view, table) {
    const { words } = view.table;
    const box = /** @type {HTMLInputElement} */ (part('table-filter'));
    if (box.value !== words) box.value = words;
    const { shown, all } = geoApp.filterRows(table, words);
    const [some, whole] = [shown, all].map((each) => each.toLocaleString(geoApp.numerals()));
    part('table-count').textContent = geoApp.word(view, 'table_count', some).replace('%s', whole);
    part('table-none').hidden = shown > 0;
  }

  /**
   * Show the tables as the state has them, or the map.
   * @param {View} view
   */
  function showTable(view) {
    const table = tableOf(view.table.name);
    part('app').classList.toggle('has-table', Boolean(table));
    view.map.getContainer().inert = Boolean(table);
    geoApp.addressChanged(view);
    if (!table) return;
    choose(table);
    sort(view, table);
    filter(view, table);
  }

  /**
   * Open a table in the order of the document; a card makes room, as it does for a table.
   * @param {View} view
   * @param {string} name
   * @param {Focusable | null} opener
   */
  function openTable(view, name, opener) {
    geoApp.closeCard(view);
    const { chapter } = view;
    Object.assign(view.table, { name, column: '', direction: '', opener, chapter });
    showTable(view);
  }

  /**
   * @param {View} view
   * @param {boolean} [givingBack] the focus to where it came from
   */
  function closeTable(view, givingBack) {
    const { name, opener } = view.table;
    if (!name) return;
    Object.assign(view.table, { name: '', opener: null });
    showTable(view);
    geoApp.hideNotice(view, 'table');
    const to = opener && opener.isConnected ? opener : view.map.getContainer();
    if (givingBack) to.focus({ preventScroll: true });
  }

  /**
   * Open the table at the row of a card; all rows are shown.
   * @param {View} view
   * @param {string} id of the card
   */
  function openRow(view, id) {
    const row = document.getElementById(`row-${id}`);
    const table = row && row.closest('table');
    if (!table) return;
    const feature = view.features.get(id);
    view.table.words = '';
    openTable(view, table.id.replace('table-', ''), (feature && feature.element()) || null);
    table.querySelectorAll('.is-found').forEach((each) => each.classList.remove('is-found'));
    row.classList.add('is-found');
    row.tabIndex = -1;
    row.scrollIntoView({ block: 'center' });
    row.focus({ preventScroll: true });
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({
    closeTable, openRow, openTable, showTable, tableOf, tables,
  }));
})();
