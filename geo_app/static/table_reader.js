/* What a reader does with the tables: open and close, sort, filter, copy, follow links, share. */
(function () {
  'use strict';

  const LONGEST = 100;
  const ROW = '#row-';

  /**
   * Ascending, descending, and back to the order of the document.
   * @param {View} view
   * @param {string} column
   */
  function turn(view, column) {
    const { table } = view;
    const isSame = table.column === column;
    table.direction = !isSame ? 'asc' : table.direction === 'asc' ? 'desc' : '';
    table.column = table.direction ? column : '';
    geoApp.showTable(view);
  }

  /**
   * @param {View} view
   * @param {string} words
   */
  function filter(view, words) {
    view.table.words = words;
    geoApp.showTable(view);
    const none = /** @type {HTMLElement} */ (document.getElementById('table-none'));
    const count = /** @type {HTMLElement} */ (document.getElementById('table-count')).textContent;
    geoApp.say(none.hidden ? count : `${count} ${/** @type {Text} */ (none.firstChild).data}`);
  }

  /** @param {View} view every heading gets its button */
  function addSorting(view) {
    geoApp.tables().forEach((table) => geoApp.headings(table).forEach((heading) => {
      const button = geoApp.html('button', { type: 'button' });
      button.append(...heading.childNodes);
      button.addEventListener('click', () => turn(view, heading.dataset.name));
      heading.replaceChildren(button);
    }));
  }

  /**
   * The notes on the figures: the document has them once, in the panel.
   * @param {View} view
   */
  function addNotes(view) {
    const table = geoApp.tableOf('figures');
    if (!table) return;
    const heading = geoApp.setAttributes(document.createElement('th'), { 'data-name': 'note' });
    heading.textContent = geoApp.word(view, 'note');
    /** @type {Element} */ (table.querySelector('thead tr')).append(heading);
    /** @type {NodeListOf<HTMLElement>} */
    const figures = (document.querySelectorAll('#pane-figures [data-figure]'));
    const notes = new Map([...figures].map((each) => [each.dataset.figure, each.querySelector('.figure-note')]));
    [...table.tBodies[0].rows].forEach((row) => {
      const note = notes.get(/** @type {string} */ (row.dataset.raw).split(';')[0]);
      row.insertCell().append(...(note ? note.cloneNode(true).childNodes : []));
    });
  }

  /** @type {AddressPart} */
  const tablePart = {
    name: 'table',
    write: ({ table: { name, column, direction } }) => (
      name ? [name, column, direction].filter(Boolean).join(',') : null),
    read: (view, text) => {
      geoApp.closeTable(view);
      const [name, ...sorting] = (text || '').split(',');
      const table = geoApp.tableOf(name);
      if (!table) {
        view.table.words = '';
        return text === null;
      }
      geoApp.openTable(view, name, null);
      const [column, direction] = sorting;
      const isSorted = sorting.length === 2 && (direction === 'asc' || direction === 'desc')
        && geoApp.headings(table).some(({ dataset }) => dataset.name === column);
      if (isSorted) Object.assign(view.table, { column, direction });
      geoApp.showTable(view);
      return isSorted || !sorting.length;
    },
  };

  /** Read before the table, which goes without words where it cannot be opened. */
  /** @type {AddressPart} */
  const rowsPart = {
    name: 'rows',
    write: ({ table: { name, words } }) => (name && words ? words : null),
    read: (view, text, given) => {
      const isGood = text === null || (text.length <= LONGEST && given.has('table'));
      view.table.words = isGood && text ? text : '';
      return isGood;
    },
  };

  /**
   * Links to a table and to a row open it; a link to a card makes room for the map.
   * @param {View} view
   * @param {MouseEvent} event
   */
  function followLink(view, event) {
    if (!(event.target instanceof Element)) return;
    /** @type {HTMLElement | null} */
    const opener = event.target.closest('[data-table]');
    const row = event.target.closest(`a[href^="${ROW}"]`);
    if (opener || row) event.preventDefault();
    if (row) geoApp.openRow(view, /** @type {string} */ (row.getAttribute('href')).slice(ROW.length));
    else if (opener) openFor(view, opener);
    else if (event.target.closest('[data-open], a[href^="#card-"]')) geoApp.closeTable(view);
  }

  /**
   * @param {View} view
   * @param {HTMLElement} opener
   */
  function openFor(view, opener) {
    const isWithin = Boolean(opener.closest('#tables'));
    geoApp.openTable(view, /** @type {string} */ (opener.dataset.table), isWithin ? view.table.opener : opener);
    /** @type {HTMLElement} */ (isWithin ? opener : document.getElementById('tables-title')).focus({ preventScroll: true });
  }

  /** @param {View} view links to a row of the document without script */
  function followHash(view) {
    if (location.hash.startsWith(ROW)) geoApp.openRow(view, location.hash.slice(ROW.length));
  }

  /**
   * @param {View} view
   * @param {HTMLInputElement} box
   */
  function bindButtons(view, box) {
    const open = () => /** @type {DataTable} */ (geoApp.tableOf(view.table.name));
    const acts = {
      copy: () => geoApp.copyTable(view, open()),
      csv: () => geoApp.downloadTable(open()),
      close: () => geoApp.closeTable(view, true),
      all: () => {
        filter(view, '');
        box.focus();
      },
    };
    Object.entries(acts).forEach(([name, act]) =>
      /** @type {HTMLElement} */ (document.getElementById(`table-${name}`)).addEventListener('click', act));
    box.addEventListener('input', () => filter(view, box.value));
  }

  /** @param {View} view what else opens and closes the tables */
  function watchReader(view) {
    document.addEventListener('click', (event) => followLink(view, event));
    window.addEventListener('hashchange', () => followHash(view));
    view.map.on('popupopen', () => geoApp.closeTable(view));
    // A chapter that opens is told on the map.
    document.addEventListener('tabchange', () => {
      if (view.chapter && view.chapter !== view.table.chapter) geoApp.closeTable(view);
    });
    // Before all others: while the tables lie over the map, no card, tool or chapter is meant.
    window.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !view.table.name) return;
      event.preventDefault();
      event.stopPropagation();
      geoApp.closeTable(view, true);
    }, true);
  }

  /**
   * @param {View} view
   * @returns {HTMLElement} the tool that opens the tables
   */
  function tableButton(view) {
    const button = geoApp.makeButton('table', geoApp.word(view, 'table'), () => openFor(view, button));
    button.dataset.table = 'figures';
    return button;
  }

  /** @param {View} view */
  function startTables(view) {
    const box = document.getElementById('table-filter');
    if (!(box instanceof HTMLInputElement)) return;
    geoApp.addressParts.push(tablePart, rowsPart);
    addNotes(view);
    addSorting(view);
    bindButtons(view, box);
    watchReader(view);
    followHash(view);
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ startTables, tableButton }));
})();
