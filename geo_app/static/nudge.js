/* Nudging: marks that would cover one another step aside, each with a leader to its place. */
(function () {
  'use strict';

  const GAP = 3;
  const DIRECTIONS = 24;
  const FARTHEST = 90;

  /**
   * @param {number[]} center
   * @param {number} radius
   * @param {object[]} placed {x, y, radius}
   * @returns {boolean} a mark there would touch none of the placed ones
   */
  function isFree(center, radius, placed) {
    return placed.every((other) =>
      Math.hypot(center[0] - other.x, center[1] - other.y) >= radius + other.radius + GAP);
  }

  /**
   * @param {L.Point} point the true position
   * @param {object[]} placed
   * @returns {number} the angle that leads away from the nearest placed mark
   */
  function awayFrom(point, placed) {
    const distance = (each) => Math.hypot(point.x - each.x, point.y - each.y);
    const nearest = placed.reduce((one, two) => (distance(two) < distance(one) ? two : one));
    if (distance(nearest) < 0.5) return -Math.PI / 4;
    return Math.atan2(point.y - nearest.y, point.x - nearest.x);
  }

  /**
   * The offset, in pixels, at which a mark is free: the nearest, best away from its neighbour.
   * @param {L.Point} point
   * @param {number} radius
   * @param {object[]} placed
   * @returns {number[]}
   */
  function freeOffset(point, radius, placed) {
    if (isFree([point.x, point.y], radius, placed)) return [0, 0];
    const away = awayFrom(point, placed);
    for (let step = 2; step <= FARTHEST; step += 2) {
      for (let turn = 0; turn < DIRECTIONS; turn += 1) {
        const side = turn % 2 ? 1 : -1;
        const angle = away + side * Math.ceil(turn / 2) * (2 * Math.PI / DIRECTIONS);
        const offset = [Math.cos(angle) * step, Math.sin(angle) * step];
        if (isFree([point.x + offset[0], point.y + offset[1]], radius, placed)) return offset;
      }
    }
    return [0, 0];
  }

  /**
   * Give every shown mark an offset at which it covers no mark of more weight.
   * @param {View} view
   */
  function nudgeMarks(view) {
    const zoom = view.map.getZoom();
    const placed = [];
    view.places
      .filter((place) => !place.minor && geoApp.isMarkShown(view, place))
      .sort((one, two) => one.rank - two.rank)
      .forEach((place) => {
        const point = view.map.project(place.latLng, zoom);
        const radius = geoApp.markSize(view, place) / 2;
        const [dx, dy] = freeOffset(point, radius, placed);
        placed.push({ x: point.x + dx, y: point.y + dy, radius });
        place.offset = [Math.round(dx), Math.round(dy)];
      });
  }

  Object.assign(geoApp, { nudgeMarks });
})();
