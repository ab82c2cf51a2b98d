/*
 * Nudging: marks that would cover one another, or leave a finger less than it needs, step aside, each with
 * a leader to its place.
 */

/**
 * A mark that has its place: its centre, its radius and its box.
 * @typedef {Box & {x: number, y: number, radius: number}} Disc
 */

(function () {
  'use strict';

  const GAP = 2;
  const DIRECTIONS = 24;
  const FARTHEST = 90;
  /** Half of the widest mark: no placed mark that touches another has its centre farther off. */
  const LARGEST = 13;

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} radius
   * @returns {Disc}
   */
  function discAt(x, y, radius) {
    return { x, y, radius, left: x - radius, top: y - radius, right: x + radius, bottom: y + radius };
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} radius
   * @param {Grid<Disc>} placed
   * @returns {boolean} the box of a mark there would touch none of the placed ones
   */
  function isFree(x, y, radius, placed) {
    return !placed.overlaps(discAt(x, y, radius + GAP));
  }

  /**
   * @param {L.Point} point the true position of a mark that touches a placed one
   * @param {number} radius
   * @param {Grid<Disc>} placed
   * @returns {number} the angle that leads away from the nearest placed mark
   */
  function awayFrom(point, radius, placed) {
    /** @param {Disc} each */
    const distance = (each) => Math.hypot(point.x - each.x, point.y - each.y);
    // A mark that is not free touches a placed one, so one is found.
    let nearest = /** @type {Disc} */ (/** @type {unknown} */ (null));
    placed.some(discAt(point.x, point.y, radius + GAP + LARGEST), (each) => {
      if (!nearest || distance(each) < distance(nearest)) nearest = each;
      return false;
    });
    if (distance(nearest) < 0.5) return -Math.PI / 4;
    return Math.atan2(point.y - nearest.y, point.x - nearest.x);
  }

  /**
   * The offset, in pixels, at which a mark is free: the nearest, best away from its neighbour.
   * @param {L.Point} point
   * @param {number} radius
   * @param {Grid<Disc>} placed
   * @returns {[dx: number, dy: number]}
   */
  function freeOffset(point, radius, placed) {
    if (isFree(point.x, point.y, radius, placed)) return [0, 0];
    const away = awayFrom(point, radius, placed);
    for (let step = 2; step <= FARTHEST; step += 2) {
      for (let turn = 0; turn < DIRECTIONS; turn += 1) {
        const side = turn % 2 ? 1 : -1;
        const angle = away + side * Math.ceil(turn / 2) * (2 * Math.PI / DIRECTIONS);
        const [dx, dy] = [Math.cos(angle) * step, Math.sin(angle) * step];
        if (isFree(point.x + dx, point.y + dy, radius, placed)) return [dx, dy];
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
    /** @type {Grid<Disc>} */
    const placed = geoApp.makeGrid();
    view.places
      .filter((place) => !place.minor && geoApp.isMarkShown(view, place))
      .sort((one, two) => one.rank - two.rank)
      .forEach((place) => {
        const point = view.map.project(place.latLng, zoom);
        const radius = geoApp.targetSize(view, place) / 2;
        const [dx, dy] = freeOffset(point, radius, placed);
        placed.add(discAt(point.x + dx, point.y + dy, radius));
        place.offset = [Math.round(dx), Math.round(dy)];
      });
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ nudgeMarks }));
})();
