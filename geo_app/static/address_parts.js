/* Parts of the address: the view, the layers, the open card, the tab. */
(function () {
  'use strict';

  const NUMBER = '(-?\\d{1,3}(?:\\.\\d{1,9})?)';
  const POINT = new RegExp(`^${NUMBER},${NUMBER}$`);
  const VIEW = new RegExp(`^${NUMBER},${NUMBER},${NUMBER}$`);

  /**
   * @param {L.LatLng} latLng
   * @returns {string} to a metre
   */
  function pointText({ lat, lng }) {
    return [lat, lng].map((each) => Number(each.toFixed(5))).join(',');
  }

  /**
   * @param {string[]} numbers
   * @returns {L.LatLngTuple | null} latitude and longitude, if Web Mercator has the point
   */
  function readPoint(numbers) {
    const [latitude, longitude] = numbers.map(Number);
    return Math.abs(latitude) <= 85.06 && Math.abs(longitude) <= 360 ? [latitude, longitude] : null;
  }

  /**
   * @param {L.LatLng} center
   * @param {number} zoom
   * @returns {string}
   */
  function textOf(center, zoom) {
    return `${pointText(center)},${Number(zoom.toFixed(2))}`;
  }

  /**
   * @param {View} view
   * @returns {string}
   */
  function viewText({ map }) {
    return textOf(map.getCenter(), map.getZoom());
  }

  /**
   * @param {View} view
   * @returns {string} the view that an address shows which names none
   */
  function expectedView(view) {
    return view.chapterView ? textOf(view.chapterView.center, view.chapterView.zoom) : view.firstView;
  }

  /** @type {AddressPart} */
  const viewPart = {
    name: 'view',
    start: (view) => {
      view.firstView = viewText(view);
      let [size, isFirst] = [view.map.getSize(), true];
      view.map.on('moveend', () => {
        // A window of another size shows the first view elsewhere: that is no move of the reader's.
        const isResized = !view.map.getSize().equals(size);
        if (isResized && isFirst) view.firstView = viewText(view);
        isFirst = viewText(view) === view.firstView;
        size = view.map.getSize();
      });
    },
    // With a card always: a card without a view is gone to.
    write: (view) => (viewText(view) === expectedView(view) && !view.opened ? null : viewText(view)),
    read: (view, text) => {
      const [, latitude, longitude, zoom] = VIEW.exec(text === null ? view.firstView : text) || [];
      const point = zoom && readPoint([latitude, longitude]);
      const level = Number(zoom);
      if (!point || level < view.map.getMinZoom() || level > view.map.getMaxZoom()) return false;
      geoApp.jumpTo(view, point, level);
      geoApp.arrange(view);
      return true;
    },
  };

  /**
   * @param {View} view
   * @param {(id: string) => boolean} isOn
   * @param {(id: string) => boolean} isLent for a chapter only: it stands after a "~"
   * @returns {string} the layers that are on, as the address writes them
   */
  function layersText(view, isOn, isLent) {
    const ids = geoApp.switchable(view).filter(isOn);
    return ids.map((id) => (isLent(id) ? `~${id}` : id)).join(',');
  }

  /** @type {AddressPart} */
  const layersPart = {
    name: 'layers',
    start: (view) => { view.firstLayers = geoApp.shownLayers(view); },
    write: (view) => {
      const { firstLayers, lent, needed } = view;
      const shown = layersText(view, (id) => geoApp.isShown(view, id), (id) => lent.has(id));
      const expected = layersText(view, (id) => firstLayers.includes(id) || needed.has(id),
        (id) => !firstLayers.includes(id));
      return shown === expected ? null : shown;
    },
    read: (view, text) => {
      const all = geoApp.switchable(view);
      const ids = text === null ? view.firstLayers : text.split(',').filter(Boolean);
      const known = ids.filter((id) => all.includes(id.replace(/^~/, '')));
      if (!known.length && ids.length) return false;
      geoApp.showLayers(view, known.map((id) => id.replace(/^~/, '')));
      view.lent = new Set(known.filter((id) => id.startsWith('~')).map((id) => id.slice(1)));
      return known.length === ids.length;
    },
  };

  /**
   * Open a card without moving the map, even where its feature is out of view.
   * @param {View} view
   * @param {MapFeature} feature
   * @param {L.LatLngTuple | null} point that the popup points to; null for a place, which has its own
   */
  function openStill(view, feature, point) {
    view.map.addLayer(/** @type {Layer} */ (view.layers.get(feature.layerId)).group);
    geoApp.arrange(view);
    geoApp.openFeature(view, feature, { latLng: point ? L.latLng(point) : undefined, still: true });
  }

  /** @type {AddressPart} */
  const openPart = {
    name: 'open',
    write: (view) => {
      const { opened } = view;
      // A card of the reader's own routes cannot be found again by an address.
      if (!opened || !view.features.has(String(opened.feature.card))) return null;
      const { feature, popup } = opened;
      const card = /** @type {string} */ (feature.card);
      const point = /** @type {L.LatLng} */ (popup.getLatLng());
      return feature.type === 'place' ? card : `${card}@${pointText(point)}`;
    },
    read: (view, text, given) => {
      geoApp.closeCard(view);
      if (text === null) return true;
      const [id, at] = text.split('@');
      const feature = view.features.get(id);
      if (!feature) return false;
      const [, ...numbers] = POINT.exec(at || '') || [];
      const point = numbers.length ? readPoint(numbers) : null;
      if (given.has('view') && (point || feature.type === 'place')) {
        openStill(view, feature, point);
      } else geoApp.openCard(view, id);
      return at === undefined || Boolean(point);
    },
  };

  /** @returns {string} name of the tab that is chosen */
  function chosenTab() {
    const chosen = document.querySelector('.tabs [aria-selected="true"]');
    return chosen ? chosen.id.replace(/^tab-/, '') : '';
  }

  /** @type {AddressPart} */
  const tabPart = {
    name: 'tab',
    start: (view) => { view.firstTab = chosenTab(); },
    write: (view) => (chosenTab() === view.firstTab ? null : chosenTab()),
    read: (view, text) => {
      const wanted = text === null ? view.firstTab : text;
      const tab = document.getElementById(`tab-${wanted}`);
      if (tab && wanted !== chosenTab()) geoApp.chooseTab(tab);
      return Boolean(tab);
    },
  };

  Object.assign(geoApp, { ownAddressParts: [viewPart, layersPart, openPart, tabPart] });
})();
