/* Popups: a card of the page as the content of Leaflet's popup, by mouse and by keyboard. */

/**
 * What the open popup shows.
 * @typedef {{feature: MapFeature, popup: L.Popup, opener: Focusable | undefined}} Opened
 */

/**
 * @typedef {object} Opening
 * @property {L.LatLng} [latLng] where it was clicked
 * @property {boolean} [still] the map does not move
 * @property {boolean} [keyboard] the focus goes to the card
 * @property {Focusable} [opener] gets the focus back when the card closes
 */

(function () {
  'use strict';

  const WIDEST = 340;
  const NARROWEST = 260;
  const LOWEST = 120;
  const HEIGHT_PART = 0.62;
  const AIR = 12;

  /**
   * Remember what opens a card; the feature that bears the card's own id comes first.
   * @param {View} view
   * @param {MapFeature} feature
   */
  function registerFeature(view, feature) {
    if (!feature.card) return;
    if (!view.features.has(feature.card) || feature.id === feature.card) {
      view.features.set(feature.card, feature);
    }
  }

  /**
   * @param {View} view
   * @returns {L.PopupOptions}
   */
  function popupOptions(view) {
    const size = view.map.getSize();
    const margin = geoApp.margins(view);
    const height = size.y - margin.top - margin.bottom;
    const room = geoApp.isPhone() ? 2 * AIR : margin.left + margin.right;
    const width = Math.min(WIDEST, Math.max(NARROWEST, size.x - room));
    return {
      className: 'card-popup',
      maxWidth: width, minWidth: Math.min(width, NARROWEST),
      maxHeight: Math.max(120, Math.floor(height * HEIGHT_PART)),
      autoPan: false,
      closeOnEscapeKey: false,
    };
  }

  /**
   * @param {View} view
   * @param {MapFeature} feature
   * @param {L.LatLng} [clicked]
   * @returns {{latLng: L.LatLng, offset: [number, number]} | null} where its popup points to
   */
  function anchorOf(view, feature, clicked) {
    if (feature.type === 'place') {
      const [dx, dy] = feature.offset;
      return { latLng: feature.latLng, offset: [dx, dy - geoApp.targetSize(view, feature) / 2] };
    }
    const latLng = clicked || (feature.type === 'route'
      ? geoApp.middleInView(view, feature) || middleOf(feature.latLngs)
      : geoApp.countryPoint(view, feature));
    return latLng ? { latLng, offset: [0, 2] } : null;
  }

  /**
   * @param {L.LatLng[]} latLngs
   * @returns {L.LatLng} where a card stands when nothing of its line is in the free part of the map
   */
  function middleOf(latLngs) {
    return latLngs[Math.floor(latLngs.length / 2)];
  }

  /**
   * Open a feature's card where the feature is in view.
   * @param {View} view
   * @param {MapFeature} feature
   * @param {Opening} how
   */
  function openFeature(view, feature, how) {
    const card = view.cards.get(/** @type {string} */ (feature.card));
    if (!card) return;
    if (geoApp.isPhone()) geoApp.setSheet(view, 'peek');
    const anchor = anchorOf(view, feature, how.latLng);
    if (!anchor) return;
    closeCard(view);
    const popup = L.popup({ ...popupOptions(view), offset: anchor.offset })
      .setLatLng(anchor.latLng).setContent(card);
    view.opened = { feature, popup, opener: how.opener || feature.element() };
    popup.openOn(view.map);
    dressPopup(view, popup, card);
    const moves = !how.still && panTo(view, popup);
    keepWhole(view, popup, moves);
    if (how.keyboard) focusTitle(card);
    announce(view, card);
  }

  /**
   * Give the popup its role, its name and its close button's word.
   * @param {View} view
   * @param {L.Popup} popup
   * @param {HTMLElement} card
   */
  function dressPopup(view, popup, card) {
    const element = /** @type {HTMLElement} */ (popup.getElement());
    geoApp.setAttributes(element, {
      role: 'dialog', 'aria-labelledby': card.getAttribute('aria-labelledby') || '',
    });
    const close = element.querySelector('.leaflet-popup-close-button');
    const text = geoApp.word(view, 'close');
    if (close && text) geoApp.setAttributes(close, { 'aria-label': text, title: text });
    /** @type {HTMLElement} */ (element.querySelector('.leaflet-popup-content')).scrollTop = 0;
  }

  /**
   * Pan until a popup lies in the free part of the map; at once for who wants stillness, which
   * Leaflet's own panning cannot do.
   * @param {View} view
   * @param {L.Popup} popup
   * @returns {boolean} whether the map is on its way
   */
  function panTo(view, popup) {
    const box = geoApp.boxOf(view.map, /** @type {HTMLElement} */ (popup.getElement()));
    const free = geoApp.freeBox(view);
    const dx = Math.min(0, box.left - free.left) || Math.max(0, box.right - free.right);
    const dy = Math.min(0, box.top - free.top) || Math.max(0, box.bottom - free.bottom);
    const animate = !geoApp.prefersStillness();
    if (dx || dy) view.map.panBy([dx, dy], { animate });
    return animate && Math.hypot(dx, dy) >= 1;
  }

  /**
   * Where the ground ends, the map cannot pan as far as a popup would need: it becomes lower then, and
   * last of all lies over its place. Once the reader moves the map, it may go out of view with its place.
   * @param {View} view
   * @param {L.Popup} popup
   * @param {boolean} moves whether the map is on its way to it: only where that ends does it show
   */
  function keepWhole({ map }, popup, moves) {
    const element = /** @type {HTMLElement} */ (popup.getElement());
    const content = /** @type {HTMLElement} */ (element.querySelector('.leaflet-popup-content'));
    const over = () => AIR - geoApp.boxOf(map, element).top;
    const lower = () => {
      if (over() < 1) return;
      popup.options.maxHeight = Math.max(LOWEST, content.offsetHeight - over());
      popup.update();
      if (over() < 1) return;
      popup.options.offset = L.point(popup.options.offset || [0, 0]).add([0, over()]);
      popup.update();
    };
    const leave = () => { map.off('moveend', lower); };
    if (!moves) lower();
    map.on('moveend', lower);
    map.once('dragstart zoomstart', leave);
    popup.once('remove', leave);
  }

  /** @param {HTMLElement} card */
  function focusTitle(card) {
    /** @type {HTMLElement | null} */
    const title = card.querySelector('.card-title');
    if (title) title.focus({ preventScroll: true });
  }

  /**
   * @param {View} view
   * @param {HTMLElement} card
   */
  function announce(view, card) {
    const announcer = document.getElementById('announcer');
    const title = card.querySelector('.card-title');
    if (announcer && title) announcer.textContent = geoApp.word(view, 'opened', title.textContent);
  }

  /** @param {View} view */
  function closeCard(view) {
    if (view.opened) view.opened.popup.close();
  }

  /**
   * After a popup: forget it, and give the focus back if it lay within.
   * @param {View} view
   * @param {L.Popup} popup
   */
  function afterClose(view, popup) {
    const opened = view.opened;
    if (!opened || opened.popup !== popup) return;
    view.opened = null;
    const element = popup.getElement();
    const focused = document.activeElement;
    const hadFocus = focused === document.body || (element && element.contains(focused));
    geoApp.putCardBack(view, opened.feature);
    if (hadFocus && opened.opener && opened.opener.isConnected) {
      opened.opener.focus({ preventScroll: true });
    }
  }

  /**
   * Focus shows a feature, Enter and Space open it; preventDefault, or Leaflet answers too.
   * @param {View} view
   * @param {Focusable} element
   * @param {MapFeature} feature
   */
  function answerKeys(view, element, feature) {
    geoApp.showOnFocus(view, element, feature);
    /** @type {HTMLElement} */ (element).addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      event.stopPropagation();
      geoApp.reveal(view, feature, () => openFeature(view, feature, { keyboard: true }));
    });
  }

  /**
   * One Escape for every popup, and care for what closes with its layer.
   * @param {View} view
   */
  function watchPopups(view) {
    const map = view.map;
    document.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !view.opened) return;
      event.preventDefault();
      const within = map.getContainer().contains(document.activeElement);
      const { opener } = view.opened;
      closeCard(view);
      if (within && opener && opener.isConnected) opener.focus({ preventScroll: true });
    });
    map.on('popupclose', (event) => afterClose(view, event.popup));
    map.on('layerremove', (event) => {
      const layer = view.opened && view.layers.get(view.opened.feature.layerId);
      if (layer && layer.group === event.layer) closeCard(view);
    });
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({
    answerKeys, closeCard, openFeature, registerFeature, watchPopups,
  }));
})();
