/* List: the overlays in the Routes tab, the newest first: put in, taken out, taken back, gone to. */
(function () {
  'use strict';

  const HIGHEST = 80; // degrees

  /** @type {WeakMap<Overlay, OverlayEntry>} */
  const entries = new WeakMap();

  /** @returns {HTMLElement} where the entries stand */
  function listElement() {
    const place = /** @type {HTMLElement} */ (document.getElementById('overlays'));
    /** @type {HTMLElement | null} */
    const found = place.querySelector('.own-list');
    if (found) return found;
    const list = geoApp.html('ul', { class: 'own-list', 'aria-labelledby': 'own-routes-title' });
    place.append(list);
    return list;
  }

  /** @param {View} view bring the list into sight */
  function showRoutesTab(view) {
    const tab = document.getElementById('tab-routes');
    if (tab && tab.getAttribute('aria-selected') !== 'true') geoApp.chooseTab(tab);
    geoApp.setFolded(view, false);
    if (geoApp.isPhone() && view.stop === 'peek') geoApp.setSheet(view, 'half');
  }

  /**
   * @param {View} view
   * @param {Overlay} overlay that has been added
   * @returns {OverlayEntry}
   */
  function listOverlay(view, overlay) {
    const entry = geoApp.makeEntry(view, overlay);
    entries.set(overlay, entry);
    listElement().prepend(entry.element);
    overlayChanged(view, overlay);
    return entry;
  }

  /**
   * @param {View} view
   * @param {Overlay} overlay whose name, style or filter is another now: its document keeps that
   */
  function overlayChanged(view, overlay) {
    overlay.style.shown = overlay.shown;
    Object.assign(overlay.document, { name: overlay.name, style: overlay.style });
    geoApp.paintByStyle(view, overlay);
    geoApp.redrawOverlays(view);
    entries.get(overlay)?.refresh();
  }

  /**
   * @param {View} view
   * @returns {PackedDocument[]} of all overlays as they are now, in the order in which they came
   */
  function overlayDocuments({ overlays }) {
    return overlays.map((overlay) => geoApp.packDocument(overlay.document));
  }

  /**
   * Switch an overlay on and go to it.
   * @param {View} view
   * @param {Overlay} overlay
   */
  function showOverlay(view, overlay) {
    if (!overlay.shown) {
      overlay.shown = true;
      overlayChanged(view, overlay);
    }
    const { bounds } = overlay;
    if (!bounds) return;
    /** @type {Bounds} */
    const box = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
    // Above a phone's sheet a world has no room: its middle would lie beyond the pole, where no map can be moved.
    const { center } = geoApp.frameOf(view, box, geoApp.fitMargin(view));
    if (geoApp.isPhone() && Math.abs(center.lat) > HIGHEST) geoApp.setSheet(view, 'peek');
    geoApp.fit(view, box, true);
  }

  /**
   * @param {View} view
   * @param {Overlay} overlay is removed; a line in its place offers to take that back
   */
  function takeOut(view, overlay) {
    const index = view.overlays.indexOf(overlay);
    geoApp.removeOverlay(view, overlay);
    const text = geoApp.phrase(view, 'removed', { name: overlay.name });
    geoApp.say(text);
    // One removed overlay can come back: more would have to be kept for nothing.
    document.querySelectorAll('.own-removed').forEach((each) => each.remove());
    const line = geoApp.html('li', { class: 'own-removed' });
    const undo = geoApp.wordButton(geoApp.word(view, 'undo'), () => {
      const back = geoApp.addOverlay(view, overlay.document);
      view.overlays.splice(index, 0, ...view.overlays.splice(-1));
      const entry = listOverlay(view, back);
      line.replaceWith(entry.element);
      entry.title.focus();
      geoApp.say(geoApp.phrase(view, 'added', { name: back.name, summary: geoApp.summaryText(view, back.document) }));
    });
    line.append(geoApp.html('span', { dir: 'auto' }, text), ' ', undo);
    entries.get(overlay)?.element.replaceWith(line);
    undo.focus();
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({
    listOverlay, overlayChanged, overlayDocuments, showOverlay, showRoutesTab, takeOut,
  }));
})();
