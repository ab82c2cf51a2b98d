/* Marks: places as symbols, the ties to their facilities, circles of uncertainty. */

/**
 * A place as the data block says it.
 * @typedef {object} PlaceProperties
 * @property {string} id
 * @property {string} kind
 * @property {string} title
 * @property {string} [language] of the title, where it is not the page's
 * @property {string} [label]
 * @property {string} [label_language] of the label, where it is not the page's
 * @property {string} [sublabel]
 * @property {string | null} [card]
 * @property {number | null} [uncertainty_km]
 * @property {[longitude: number, latitude: number] | null} [tie] where its facility stands
 *
 * @typedef {FeatureOf<GeoJSON.Point, PlaceProperties>} PlaceFeature
 */

/**
 * A place: its mark, the tie to its facility and the circle of its uncertainty.
 * @typedef {Omit<PlaceProperties, 'tie'> & PlaceParts} Place
 *
 * @typedef {object} PlaceParts
 * @property {'place'} type
 * @property {string} layerId
 * @property {L.LatLng} latLng
 * @property {[dx: number, dy: number]} offset in pixels, where the mark stepped aside
 * @property {number} rank the lower, the more weight
 * @property {boolean} interactive
 * @property {boolean} minor its mark only makes sense with its name: a town
 * @property {L.Polyline | null} tie
 * @property {L.Circle | null} circle
 * @property {L.Marker} marker
 * @property {() => Focusable | undefined} element
 */

(function () {
  'use strict';

  /** @type {Record<string, number>} by kind, in pixels */
  const SIZES = {
    hub: 26, land_port: 22, sea_port: 22, airport_port: 22, zone: 20, airport: 15, city: 15,
    facility: 14, former_facility: 14, town: 7,
  };
  /** WCAG 2.2, 2.5.8. */
  const LEAST_TARGET = 24;
  const RANKS = [
    'hub', 'land_port', 'sea_port', 'airport_port', 'zone', 'city', 'airport', 'facility',
    'former_facility', 'town',
  ];
  /** @type {Record<string, number>} by kind */
  const FROM_ZOOM = { facility: 6, former_facility: 6.5, zone: 5.75, town: 5 };

  /**
   * @param {View} view
   * @param {Place} place
   * @returns {number} the width of its mark in pixels, smaller where the map is small
   */
  function markSize(view, place) {
    const zoom = view.map.getZoom();
    const scale = zoom < 5 ? 0.74 : zoom < 6.25 ? 0.86 : 1;
    return Math.max(7, Math.round((SIZES[place.kind] || 14) * scale));
  }

  /**
   * @param {View} view
   * @param {Place} place
   * @returns {number} the width, in pixels, of what a finger or a pointer meets
   */
  function targetSize(view, place) {
    return Math.max(place.interactive ? LEAST_TARGET : 0, markSize(view, place));
  }

  /**
   * @param {View} view
   * @param {Place} place
   * @returns {boolean} its layer is on and the map is large enough for its kind, or it is lit or has
   *     the keyboard's focus
   */
  function isMarkShown(view, place) {
    return geoApp.isShown(view, place.layerId)
      && (view.lit.has(place.id) || view.focused === place || view.map.getZoom() >= leastZoom(place));
  }

  /**
   * @param {Place} place
   * @returns {number} the zoom from which its mark is drawn
   */
  function leastZoom(place) {
    return FROM_ZOOM[place.kind] || 0;
  }

  /**
   * @param {string} kind
   * @returns {HTMLElement} the symbol, with a leader that lies unseen while the mark is in place
   */
  function drawSymbol(kind) {
    const body = geoApp.html('span', { class: `mark mark-${kind}` });
    const leader = geoApp.svg('svg', { class: 'mark-leader', 'aria-hidden': 'true' }, [
      geoApp.svg('line', { class: 'leader-casing' }),
      geoApp.svg('line', { class: 'leader-line' }),
      geoApp.svg('circle', { class: 'leader-foot', r: 2 }),
    ]);
    const symbol = geoApp.svg('svg', { class: 'mark-symbol', viewBox: '0 0 24 24', 'aria-hidden': 'true' }, [
      geoApp.svg('use', { href: `#symbol-${kind}` }),
    ]);
    body.append(leader, symbol);
    return body;
  }

  /**
   * @param {View} view
   * @param {Place} place
   * @returns {L.Marker}
   */
  function makeMarker(view, place) {
    const size = SIZES[place.kind] || 14;
    const marker = L.marker(place.latLng, {
      icon: L.divIcon({
        className: `mark-icon mark-icon-${place.kind}`,
        html: drawSymbol(place.kind), iconSize: [size, size],
      }),
      interactive: place.interactive,
      keyboard: place.interactive,
      autoPanOnFocus: false,
      zIndexOffset: (RANKS.length - place.rank) * 1000,
    });
    marker.on('add', () => nameMark(view, place));
    if (place.interactive) marker.on('click', () => geoApp.openFeature(view, place, {}));
    return marker;
  }

  /**
   * Name the mark's element and answer to the keyboard; it is made anew at each add.
   * @param {View} view
   * @param {Place} place
   */
  function nameMark(view, place) {
    const element = /** @type {HTMLElement} */ (place.marker.getElement());
    if (!place.interactive) {
      element.setAttribute('aria-hidden', 'true');
      return;
    }
    geoApp.setAttributes(element, {
      'aria-label': geoApp.nameFeature(view, place.title, place.card),
      'aria-haspopup': 'dialog', 'data-place': place.id,
    });
    // For the pointer alone: as a description of the button it would be said twice.
    /** @type {HTMLElement} */ (element.querySelector('.mark')).title = place.title;
    geoApp.answerKeys(view, element, place);
  }

  /**
   * @param {View} view
   * @param {string} layerId
   * @param {PlaceFeature} feature
   * @returns {L.Layer[]} its tie, circle and marker
   */
  function drawPlace(view, layerId, feature) {
    const properties = feature.properties || {};
    const [longitude, latitude] = feature.geometry.coordinates;
    const place = /** @type {Place} */ ({
      ...properties, type: 'place', layerId, latLng: L.latLng(latitude, longitude), offset: [0, 0],
      rank: (RANKS.indexOf(properties.kind) + RANKS.length + 1) % (RANKS.length + 1),
      interactive: Boolean(properties.card), minor: properties.kind === 'town', tie: null, circle: null,
    });
    /** @type {L.Layer[]} */
    const layers = [];
    if (properties.tie) {
      const foot = L.latLng(properties.tie[1], properties.tie[0]);
      place.tie = L.polyline([place.latLng, foot], geoApp.pathOptions(view, 'ties', 'line line-tie'));
      layers.push(place.tie);
    }
    if (properties.uncertainty_km) {
      place.circle = L.circle(place.latLng, {
        ...geoApp.pathOptions(view, 'ties', 'line uncertainty'), fill: true,
        radius: properties.uncertainty_km * 1000,
      });
      layers.push(place.circle);
    }
    place.marker = makeMarker(view, place);
    place.element = () => place.marker.getElement();
    view.places.push(place);
    geoApp.registerFeature(view, place);
    geoApp.labelPlace(view, place);
    return [...layers, place.marker];
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({
    drawPlace, isMarkShown, leastZoom, markSize, targetSize,
  }));
})();
