/* Lines: schematic roads, and routes with their casing and the broad line that is touched. */

/**
 * A route as the data block says it.
 * @typedef {object} RouteProperties
 * @property {string} id
 * @property {string} kind
 * @property {string} title
 * @property {string} [label] names its far end
 * @property {string} [label_language] of the label, where it is not the page's
 * @property {string} distance its length
 * @property {string} [line_label] stands along the line
 * @property {string | null} [card]
 * @property {boolean} [context] no route of the article's
 *
 * @typedef {FeatureOf<GeoJSON.LineString, RouteProperties> & {method: 'geodesic'}} RouteFeature its two ends
 * @typedef {FeatureOf<GeoJSON.LineString, {id?: string, title?: string}>} RoadFeature
 * @typedef {RouteFeature | PlaceFeature} DrawnFeature
 */

/**
 * A route: its geodesic, its points and its three lines.
 * @typedef {RouteProperties & RouteParts} Route
 *
 * @typedef {object} RouteParts
 * @property {'route'} type
 * @property {string} layerId
 * @property {Geodesic} leg
 * @property {L.LatLng[]} latLngs of what the map can show of it
 * @property {L.Polyline} casing
 * @property {L.Polyline} line
 * @property {L.Polyline | null} touch broad and unseen, where it has a card
 * @property {() => Focusable | undefined} [element]
 *
 * @typedef {Route & {touch: L.Polyline, element: () => Focusable | undefined}} TouchedRoute
 */

/** @typedef {{layerId: string, latLngs: L.LatLng[]}} Road */

(function () {
  'use strict';

  /**
   * @param {View} view
   * @param {string} layerId
   * @param {RoadsSpec} spec
   * @returns {L.Layer[]} casing and line of all roads, and marks if the layer has points
   */
  function drawRoads(view, layerId, spec) {
    const features = (spec.features || {}).features || [];
    const lines = geoApp.allLines(features);
    /** @param {string} className */
    const draw = (className) =>
      L.polyline(lines, geoApp.pathOptions(view, 'roads', className, { smoothFactor: 0.6 }));
    lines.forEach((latLngs) => view.roads.push({ layerId, latLngs }));
    const paths = [draw('line line-road-casing'), draw('line line-road')];
    paths.forEach((path) => path.on('add', () =>
      /** @type {SVGElement} */ (path.getElement()).setAttribute('aria-hidden', 'true')));
    return [...paths, ...drawPoints(view, layerId, features)];
  }

  /**
   * @param {View} view
   * @param {string} layerId
   * @param {DrawnSpec} spec
   * @returns {Generator<L.Layer | void>} casings, lines, touch lines, then marks if the layer has points
   */
  function* drawFeatures(view, layerId, spec) {
    const features = (spec.features || {}).features || [];
    /** @type {Route[]} */
    const routes = [];
    for (const feature of features.filter(isLine)) {
      routes.push(makeRoute(view, layerId, feature));
      yield;
    }
    yield* routes.map((route) => route.casing);
    yield* routes.map((route) => route.line);
    yield* routes.map((route) => route.touch).filter((touch) => touch !== null);
    yield* drawPoints(view, layerId, features);
  }

  /**
   * @param {DrawnFeature} feature
   * @returns {feature is RouteFeature}
   */
  function isLine(feature) {
    return feature.geometry.type === 'LineString';
  }

  /**
   * @param {View} view
   * @param {string} layerId
   * @param {(DrawnFeature | RoadFeature)[]} features
   * @returns {L.Layer[]} the marks of the layer's points
   */
  function drawPoints(view, layerId, features) {
    return features
      .filter(/** @returns {feature is PlaceFeature} */ (feature) =>
        feature.geometry.type === 'Point')
      .flatMap((feature) => geoApp.drawPlace(view, layerId, feature));
  }

  /**
   * @param {View} view
   * @param {string} layerId
   * @param {RouteFeature} feature
   * @returns {Route}
   */
  function makeRoute(view, layerId, feature) {
    const properties = feature.properties || {};
    const [start, end] = feature.geometry.coordinates;
    const lines = geoApp.lineThrough([start, end], feature.method);
    const context = properties.context ? ' line-context' : '';
    /**
     * @param {string} className
     * @param {L.PolylineOptions} [more]
     */
    const draw = (className, more) =>
      L.polyline(lines, geoApp.pathOptions(view, 'routes', className, { smoothFactor: 0.5, ...more }));
    /** @type {Route} */
    const route = {
      ...properties, type: 'route', layerId, latLngs: lines.flat(),
      leg: geoApp.geodesic({ lng: start[0], lat: start[1] }, { lng: end[0], lat: end[1] }),
      casing: draw(`line line-casing casing-${properties.kind}${context}`),
      line: draw(`line line-${properties.kind}${context}`),
      touch: properties.card ? draw('line-touch', { interactive: true }) : null,
    };
    view.routes.push(route);
    geoApp.labelRoute(view, route);
    if (route.touch) answerAsRoute(view, /** @type {TouchedRoute} */ (route));
    return route;
  }

  /**
   * @param {View} view
   * @param {TouchedRoute} route
   */
  function answerAsRoute(view, route) {
    route.element = () => route.touch.getElement();
    geoApp.registerFeature(view, route);
    route.touch.on('add', () => {
      const element = /** @type {SVGElement} */ (route.touch.getElement());
      geoApp.nameButton(element, geoApp.nameFeature(view, route.title, route.card));
      geoApp.answerKeys(view, element, route);
    });
    route.touch.on('click', (event) => {
      L.DomEvent.stopPropagation(event);
      geoApp.openFeature(view, route, { latLng: event.latlng });
    });
    route.touch.on('mouseover mouseout', (event) => {
      const line = route.line.getElement();
      if (line) line.classList.toggle('is-hovered', event.type === 'mouseover');
    });
  }

  /**
   * @param {View} view
   * @param {Route} route
   * @returns {L.LatLng | null} the middle of what of the route lies in the free part of the map
   */
  function middleInView(view, route) {
    const box = geoApp.freeBox(view, 8);
    const points = screenPoints(view, route.latLngs, 6).filter(({ x, y }) =>
      x > box.left && x < box.right && y > box.top && y < box.bottom);
    const middle = points[Math.floor(points.length / 2)];
    return middle ? view.map.containerPointToLatLng([middle.x, middle.y]) : null;
  }

  /**
   * Points every `step` pixels along what of a line is near the view.
   * @param {View} view
   * @param {L.LatLng[]} latLngs
   * @param {number} step
   * @returns {L.Point[]} in container pixels
   */
  function screenPoints(view, latLngs, step) {
    const size = view.map.getSize();
    const near = L.bounds([-40, -40], [size.x + 40, size.y + 40]);
    const corners = latLngs.map((each) => view.map.latLngToContainerPoint(each));
    /** @type {L.Point[]} */
    const found = [];
    for (let index = 1; index < corners.length; index += 1) {
      const clipped = L.LineUtil.clipSegment(corners[index - 1], corners[index], near);
      if (clipped) found.push(...along(clipped[0], clipped[1], step));
    }
    return found;
  }

  /**
   * @param {L.Point} from
   * @param {L.Point} to
   * @param {number} step
   * @returns {L.Point[]}
   */
  function along(from, to, step) {
    const count = Math.max(1, Math.round(from.distanceTo(to) / step));
    const delta = to.subtract(from);
    return Array.from({ length: count }, (_, index) => from.add(delta.multiplyBy((index + 0.5) / count)));
  }

  /**
   * @param {Route} route
   * @returns {string} its far end and its length
   */
  function sayEnd(route) {
    return [route.label, route.distance].filter(Boolean).join(' ');
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({
    drawRoads, drawFeatures, middleInView, sayEnd, screenPoints,
  }));
})();
