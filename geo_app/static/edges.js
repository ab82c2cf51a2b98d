/* Edge labels: where a route leaves the view, its far end is named at the map's edge. */

/**
 * The label at the map's edge that names a route's far end; a button.
 * @typedef {object} Edge
 * @property {Route} route
 * @property {HTMLButtonElement} element
 * @property {SVGElement} arrow
 * @property {Size | null} size read once, then kept until the map's size changes
 * @property {Box | null} box where it stands
 */

(function () {
  'use strict';

  const GAP = 8;

  /** @returns {SVGElement} an arrow that points to the right */
  function drawArrow() {
    return geoApp.svg('svg', { class: 'edge-arrow', viewBox: '0 0 16 16', 'aria-hidden': 'true' }, [
      geoApp.svg('path', { d: 'M2 8H13M8.500 3.500 13 8 8.500 12.500' }),
    ]);
  }

  /**
   * @param {View} view
   * @param {Route} route
   * @returns {Edge} its edge label: a button that shows the whole corridor
   */
  function makeEdge(view, route) {
    const whole = geoApp.word(view, 'whole');
    const name = geoApp.html('bdi', { ...(route.label_language && { lang: route.label_language }) }, route.label || '');
    const element = geoApp.html('button', {
      type: 'button', class: `edge edge-${route.kind}`,
      'aria-label': `${geoApp.sayEnd(route)} – ${whole}`, title: whole,
    });
    const arrow = drawArrow();
    const text = geoApp.html('span', { class: 'edge-text' });
    text.append(name, ` ${route.distance}`);
    element.append(text, arrow);
    L.DomEvent.disableClickPropagation(element);
    element.addEventListener('click', () => geoApp.showWhole(view));
    view.map.getPane('edges').append(element);
    return { route, element, arrow, size: null, box: null };
  }

  /**
   * The end of what of a route is in view, where it goes on to a far end out of view.
   * @param {View} view
   * @param {Route} route
   * @param {Box} frame
   * @returns {{point: L.Point, angle: number} | null}
   */
  function findExit(view, route, frame) {
    const map = view.map;
    /** @param {L.Point} point */
    const inFrame = ({ x, y }) =>
      x > frame.left && x < frame.right && y > frame.top && y < frame.bottom;
    const far = route.latLngs[route.latLngs.length - 1];
    if (inFrame(map.latLngToContainerPoint(far))) return null;
    const points = geoApp.screenPoints(view, route.latLngs, 4).filter(inFrame);
    if (points.length < 12) return null;
    const [before, point] = [points[points.length - 10], points[points.length - 1]];
    return { point, angle: Math.atan2(point.y - before.y, point.x - before.x) };
  }

  /**
   * @param {View} view
   * @returns {Box} where edge labels may stand
   */
  function frameOf(view) {
    const size = view.map.getSize();
    const foot = geoApp.margins(view).bottom;
    return { left: GAP, top: GAP, right: size.x - GAP, bottom: size.y - foot + 4 };
  }

  /**
   * @param {L.Point} point where the route leaves
   * @param {Size} size
   * @param {Box} frame
   * @returns {Box[]} boxes at the edge, the nearest first
   */
  function boxesNear(point, size, frame) {
    const [width, height] = size;
    /**
     * @param {number} value
     * @param {number} least
     * @param {number} most
     */
    const within = (value, least, most) => Math.max(least, Math.min(most, value));
    const shifts = [0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6];
    const distances = {
      left: point.x - frame.left, right: frame.right - point.x,
      top: point.y - frame.top, bottom: frame.bottom - point.y,
    };
    const side = /** @type {(keyof typeof distances)[]} */ (Object.keys(distances))
      .sort((one, two) => distances[one] - distances[two])[0];
    const upright = side === 'left' || side === 'right';
    return shifts.map((shift) => {
      const dx = upright ? 0 : shift * width * 0.6;
      const dy = upright ? shift * height * 0.8 : 0;
      const left = within(point.x + dx - width / 2, frame.left, frame.right - width);
      const top = within(point.y + dy - height / 2, frame.top, frame.bottom - height);
      return { left, top, right: left + width, bottom: top + height };
    });
  }

  /**
   * @param {View} view
   * @param {Edge} edge
   * @param {Box[]} taken
   * @param {Box} frame
   * @returns {Box | null} where the edge label stands, if anywhere
   */
  function placeEdge(view, edge, taken, frame) {
    const told = !view.lit.size || view.lit.has(edge.route.id);
    const exit = told && geoApp.isShown(view, edge.route.layerId) ? findExit(view, edge.route, frame) : null;
    if (!exit) return null;
    edge.size = edge.size || [edge.element.offsetWidth + 1, edge.element.offsetHeight + 1];
    edge.arrow.style.transform = `rotate(${Math.round(exit.angle * 180 / Math.PI)}deg)`;
    return boxesNear(exit.point, edge.size, frame)
      .find((box) => !taken.some((other) => geoApp.overlaps(box, other))) || null;
  }

  /**
   * @param {View} view
   * @returns {Box[]} what answers a finger for each mark, which an edge label must not cover
   */
  function markBoxes(view) {
    return view.places
      .filter((place) => !place.minor && geoApp.isMarkShown(view, place))
      .map((place) => {
        const { left, top, right, bottom } = geoApp.markBox(view, place);
        const more = Math.max(0, geoApp.targetSize(view, place) - (right - left)) / 2;
        return { left: left - more, top: top - more, right: right + more, bottom: bottom + more };
      });
  }

  /**
   * Put every edge label where its route leaves the view.
   * @param {View} view
   */
  function arrangeEdges(view) {
    if (!view.started || !view.edges.length) return;
    const taken = [...geoApp.furniture(view), ...markBoxes(view)];
    const frame = frameOf(view);
    view.edges.forEach((edge) => {
      edge.box = placeEdge(view, edge, taken, frame);
      edge.element.classList.toggle('is-placed', Boolean(edge.box));
      if (!edge.box) return;
      taken.push(edge.box);
      const corner = view.map.containerPointToLayerPoint([edge.box.left, edge.box.top]);
      L.DomUtil.setPosition(edge.element, corner.round());
    });
  }

  /**
   * @param {View} view
   * @returns {Box[]} what edge labels take up
   */
  function edgeBoxes(view) {
    return view.edges.map((edge) => edge.box).filter(Boolean);
  }

  /**
   * Make the edge labels of all routes that are no mere context.
   * @param {View} view
   */
  function makeEdges(view) {
    view.edges = view.routes
      .filter((route) => !route.context)
      .map((route) => makeEdge(view, route));
    view.map.on('resize', () => view.edges.forEach((edge) => { edge.size = null; }));
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({
    arrangeEdges, edgeBoxes, makeEdges,
  }));
})();
