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
   * @returns {?number[]} latitude and longitude, if Web Mercator has the point
   */
  function readPoint(numbers) {
    const [latitude, longitude] = numbers.map(Number);
    return Math.abs(latitude) <= 85.06 && Math.abs(longitude) <= 360 ? [latitude, longitude] : null;
  }

  /**
   * @param {View} view
   * @returns {string}
   */
  function viewText({ map }) {
    return `${pointText(map.getCenter())},${Number(map.getZoom().toFixed(2))}`;
  }

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
    write: (view) => (viewText(view) === view.firstView && !view.opened ? null : viewText(view)),
    read: (view, text) => {
      const [, latitude, longitude, zoom] = VIEW.exec(text === null ? view.firstView : text) || [];
      const point = zoom && readPoint([latitude, longitude]);
      if (!point || zoom < view.map.getMinZoom() || zoom > view.map.getMaxZoom()) return false;
      // Without a reset Leaflet would pan a short way by whole pixels, and miss the point.
      view.map.setView(point, Number(zoom), { animate: false, reset: true });
      geoApp.arrange(view);
      return true;
    },
  };

  const layersPart = {
    name: 'layers',
    start: (view) => { view.firstLayers = geoApp.shownLayers(view).join(','); },
    write: (view) => {
      const shown = geoApp.shownLayers(view).join(',');
      return shown === view.firstLayers ? null : shown;
    },
    read: (view, text) => {
      const asked = text === null ? view.firstLayers : text;
      const all = geoApp.switches(view).map((box) => box.dataset.layer);
      const ids = asked ? asked.split(',') : [];
      const known = ids.filter((id) => all.includes(id));
      if (known.length || !ids.length) geoApp.showLayers(view, known);
      return known.length === ids.length;
    },
  };

  /**
   * Open a card without moving the map, even where its feature is out of view.
   * @param {View} view
   * @param {object} feature
   * @param {?number[]} point that the popup points to; null for a place, which has its own
   */
  function openStill(view, feature, point) {
    view.map.addLayer(view.layers.get(feature.layerId).group);
    geoApp.arrange(view);
    geoApp.openFeature(view, feature, { latLng: point ? L.latLng(point) : undefined, still: true });
  }

  const openPart = {
    name: 'open',
    write: ({ opened }) => {
      if (!opened) return null;
      const { feature, popup } = opened;
      return feature.type === 'place' ? feature.card : `${feature.card}@${pointText(popup.getLatLng())}`;
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

  const tabPart = {
    name: 'tab',
    start: (view) => { view.firstTab = chosenTab(); },
    write: (view) => (chosenTab() === view.firstTab ? null : chosenTab()),
    read: (view, text) => {
      const wanted = text === null ? view.firstTab : text;
      const tab = document.getElementById(`tab-${wanted}`);
      if (tab && wanted !== chosenTab()) tab.click();
      return Boolean(tab);
    },
  };

  Object.assign(geoApp, { ownAddressParts: [viewPart, layersPart, openPart, tabPart] });
})();
