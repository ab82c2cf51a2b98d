/* Routes: an overlay's filter and its items as a list, the keyboard's way to what is drawn on the canvas. */
(function () {
  'use strict';

  const PAGE = 50;
  const MOST_LETTERS = 200;

  /**
   * @param {OverlayEntry} entry
   * @param {OverlayItem} item
   * @returns {HTMLElement}
   */
  function itemRow({ view, overlay }, item) {
    const row = geoApp.html('li');
    const button = geoApp.wordButton(item.title.slice(0, MOST_LETTERS), (opener) => {
      if (!overlay.shown) geoApp.showOverlay(view, overlay);
      geoApp.openOverlayItem(view, item, { keyboard: true, opener });
    }, { dir: 'auto' });
    row.append(button);
    const { metres } = item;
    if (metres) row.append(' ', geoApp.html('span', { class: 'quiet' }, geoApp.kilometres(view, metres)));
    return row;
  }

  /**
   * @param {OverlayEntry} entry
   * @returns {HTMLElement[]}
   */
  function routeList(entry) {
    const { view, overlay } = entry;
    const count = geoApp.html('p', { class: 'quiet' });
    const list = geoApp.html('ul', { class: 'own-items', 'aria-label': geoApp.word(view, 'entry_routes') });
    /** @type {OverlayItem[]} */
    let shown = [];
    const showMore = () => {
      const from = list.children.length;
      list.append(...shown.slice(from, from + PAGE).map((item) => itemRow(entry, item)));
      const left = shown.length - list.children.length;
      more.hidden = !left;
      more.textContent = geoApp.phrase(view, 'items_more', { count: Math.min(PAGE, left) });
      /** @type {HTMLElement | null | undefined} */ (from ? list.children[from]?.querySelector('button') : null)?.focus();
    };
    const more = geoApp.wordButton('', showMore);
    const fill = () => {
      ({ shown } = geoApp.keptItems(overlay));
      count.textContent = geoApp.countText(view, overlay);
      list.replaceChildren();
      showMore();
    };
    fill();
    return [...geoApp.filterControls(view, overlay, fill), count, list, more];
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ routeList }));
})();
