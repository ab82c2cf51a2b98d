/*
 * Printing: what is seen of the map is fitted to the sheet, and afterwards the reader has his view back.
 * The style sheet does the rest (print.css).
 */
(function () {
  'use strict';

  /**
   * @param {View} view
   * @returns {L.LatLngBounds} what is seen of the map, free of panel and controls
   */
  function seen(view) {
    const { left, top, right, bottom } = geoApp.freeBox(view);
    return L.latLngBounds([[left, top], [right, bottom]].map(([x, y]) =>
      view.map.containerPointToLatLng([x, y])));
  }

  /** @param {View} view say where this is to be found: a page's address; of a file only its name */
  function sayAddress(view) {
    const { protocol, pathname } = location;
    const address = protocol === 'file:'
      ? decodeURIComponent(pathname.slice(pathname.lastIndexOf('/') + 1)) : geoApp.writeAddress(view);
    /** @type {HTMLElement} */ (document.getElementById('print-address')).textContent = address;
  }

  /**
   * Give the map the size of the sheet, or of the window, and this to show.
   * @param {View} view
   * @param {boolean} onSheet
   * @param {() => void} show
   */
  function resize(view, onSheet, show) {
    document.documentElement.classList.toggle('is-printing', onSheet);
    view.map.stop().invalidateSize({ pan: false, animate: false });
    show();
    geoApp.arrange(view);
  }

  /** @param {View} view */
  function startPrint(view) {
    /** @type {{center: L.LatLng, zoom: number, firstView: string} | null} */
    let before = null;
    window.addEventListener('beforeprint', () => {
      if (before) return;
      sayAddress(view);
      const bounds = seen(view);
      before = { center: view.map.getCenter(), zoom: view.map.getZoom(), firstView: view.firstView };
      resize(view, true, () => geoApp.fit(view, [
        bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()]));
    });
    window.addEventListener('afterprint', () => {
      if (!before) return;
      const { center, zoom, firstView } = before;
      before = null;
      resize(view, false, () => {
        // The sheet's size has made another view the first, which the address would leave out.
        view.firstView = firstView;
        geoApp.jumpTo(view, center, zoom);
        // The first ended what moved the map to within its limits, and that moved it once more.
        geoApp.jumpTo(view, center, zoom);
      });
    });
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ startPrint }));
})();
