/* Reveal: whatever a link opens is switched on and brought into view before its card opens. */

(function () {
  'use strict';

  const FAR_ZOOM = 4;
  const LOOK = 20; // pixels between two looks

  /**
   * @param {View} view
   * @param {L.LatLng} latLng
   * @returns {boolean} it lies in the free part of the map
   */
  function isInView(view, latLng) {
    const { x, y } = view.map.latLngToContainerPoint(latLng);
    const box = geoApp.freeBox(view, 8);
    return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
  }

  /**
   * @param {View} view
   * @param {NamedCountry} country
   * @returns {L.LatLng} the point of a country that its popup points to: one in view, else the first
   */
  function countryPoint(view, country) {
    const points = country.labelPoints.length
      ? country.labelPoints : [/** @type {TintedCountry} */ (country).polygon.getBounds().getCenter()];
    return points.find((each) => isInView(view, each)) || points[0];
  }

  /**
   * Move the map so that `latLng` lies a little below the middle of the free part.
   * @param {View} view
   * @param {L.LatLng} latLng
   * @param {number} zoom
   */
  function moveTo(view, latLng, zoom) {
    const map = view.map;
    const size = map.getSize();
    const box = geoApp.freeBox(view);
    const wanted = L.point((box.left + box.right) / 2, box.top + (box.bottom - box.top) * 0.68);
    const shift = L.point(size.x / 2, size.y / 2).subtract(wanted);
    const center = map.unproject(map.project(latLng, zoom).add(shift), zoom);
    map.setView(center, zoom, { animate: !geoApp.prefersStillness() });
  }

  /**
   * Run `action` when the map has come to rest after `move`; at once if it does not move.
   * @param {View} view
   * @param {() => void} move
   * @param {() => void} action
   */
  function afterMove(view, move, action) {
    let waiting = true;
    const run = () => {
      if (!waiting) return;
      waiting = false;
      view.map.off('moveend', run);
      requestAnimationFrame(() => {
        geoApp.arrange(view);
        action();
      });
    };
    // An older pan ends first, or its end would be taken for that of this move.
    view.map.stop();
    view.map.on('moveend', run);
    move();
    setTimeout(run, 900);
  }

  /**
   * @param {View} view
   * @param {L.LatLng} latLng
   * @returns {boolean} it lies outside the first view, where only a smaller scale says where it is
   */
  function isFarOff(view, latLng) {
    const home = view.settings.home;
    return Boolean(home) && !geoApp.boundsOf(home).pad(0.5).contains(latLng);
  }

  /**
   * @param {View} view
   * @param {MapFeature} feature
   * @returns {(() => void) | null} the move that brings a feature into view; null if it is there
   */
  function moveFor(view, feature) {
    const map = view.map;
    if (feature.type === 'route') {
      if (geoApp.middleInView(view, feature)) return null;
      const bounds = L.latLngBounds(feature.latLngs);
      return () => geoApp.fit(view, [
        bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()], true);
    }
    const latLng = feature.type === 'place' ? feature.latLng : countryPoint(view, feature);
    const least = feature.type === 'place' ? geoApp.leastZoom(feature) : 0;
    const most = isFarOff(view, latLng) ? FAR_ZOOM : map.getZoom();
    const zoom = Math.max(least, Math.min(most, map.getZoom()));
    if (zoom === map.getZoom() && isInView(view, latLng)) return null;
    return () => moveTo(view, latLng, zoom);
  }

  /**
   * @param {View} view
   * @param {Focusable} element of a country
   * @returns {boolean} some of it is in the free part of the map: of its box may be what of it is not
   */
  function isCountrySeen(view, element) {
    const { left, top } = view.map.getContainer().getBoundingClientRect();
    const box = geoApp.boxOf(view.map, element);
    const free = geoApp.freeBox(view, 30);
    for (let x = Math.max(box.left, free.left); x < Math.min(box.right, free.right); x += LOOK) {
      for (let y = Math.max(box.top, free.top); y < Math.min(box.bottom, free.bottom); y += LOOK) {
        if (document.elementFromPoint(left + x, top + y) === element) return true;
      }
    }
    return false;
  }

  /**
   * What gets the keyboard's focus out of view is brought into view.
   * @param {View} view
   * @param {Focusable} element
   * @param {MapFeature} feature
   */
  function showOnFocus(view, element, feature) {
    element.addEventListener('focus', () => {
      if (!element.matches(':focus-visible')) return;
      view.focused = feature;
      // The browser scrolled the map's frame towards it, which Leaflet takes back a moment later.
      Object.assign(view.map.getContainer(), { scrollLeft: 0, scrollTop: 0 });
      const move = moveFor(view, feature);
      if (move && !(feature.type === 'country' && isCountrySeen(view, element))) move();
    });
    element.addEventListener('blur', () => {
      view.focused = null;
      if (view.arrangeSoon) view.arrangeSoon();
    });
  }

  /**
   * Switch a feature's layer on, bring it into view, then act.
   * @param {View} view
   * @param {MapFeature} feature
   * @param {() => void} action
   */
  function reveal(view, feature, action) {
    const layer = view.layers.get(feature.layerId);
    if (layer && !view.map.hasLayer(layer.group)) {
      view.map.addLayer(layer.group);
      geoApp.arrange(view);
    }
    // Who asks for another before the map has come to rest gets that other one, not the first.
    view.revealed = feature;
    const act = () => { if (view.revealed === feature) action(); };
    const move = moveFor(view, feature);
    if (move) afterMove(view, move, act);
    else act();
  }

  /**
   * Open the card `id`, wherever it is.
   * @param {View} view
   * @param {string} id
   * @param {Focusable} [opener] gets the focus back when the card closes
   */
  function openCard(view, id, opener) {
    const feature = view.features.get(id);
    if (!feature || !view.cards.has(id)) return;
    if (geoApp.isPhone()) geoApp.setSheet(view, 'peek');
    const isGone = opener && opener.closest('.card-popup, .tables');
    reveal(view, feature, () => geoApp.openFeature(view, feature, {
      keyboard: true, opener: isGone ? undefined : opener,
    }));
  }

  /**
   * Links to a card open it, and so does whatever has its id as data-open.
   * @param {View} view
   */
  function followLinks(view) {
    document.addEventListener('click', (event) => {
      /** @type {HTMLElement | null} */
      const link = event.target instanceof Element
        ? event.target.closest('[data-open], a[href^="#card-"]') : null;
      if (!link) return;
      const id = link.dataset.open || /** @type {string} */ (link.getAttribute('href')).slice('#card-'.length);
      if (!view.features.has(id)) return;
      event.preventDefault();
      openCard(view, id, link);
    });
  }

  /** @param {View} view */
  function showHome(view) {
    if (view.settings.home) geoApp.fit(view, view.settings.home, true);
  }

  /** @param {View} view */
  function showWhole(view) {
    if (view.settings.whole) geoApp.fit(view, view.settings.whole, true);
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({
    countryPoint, followLinks, openCard, reveal, showHome, showOnFocus, showWhole,
  }));
})();
