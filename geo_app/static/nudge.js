/*
 * Nudging: marks that would cover one another, or of which a control or a card would leave a finger less
 * than it needs, step aside, each with a leader to its place.
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
  const CARD = '.leaflet-popup-content-wrapper, .leaflet-popup-tip-container';
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
   * @param {View} view
   * @returns {Box[]} what lies over the marks, in the pixels of the projection
   */
  function findCovers(view) {
    const { x, y } = /** @type {L.Point} */ (view.map.getPixelBounds().min);
    const cards = [...document.querySelectorAll(CARD)].map((each) => geoApp.boxOf(view.map, each));
    return [...geoApp.furniture(view), ...cards].map(({ left, top, right, bottom }) => (
      { left: left + x, top: top + y, right: right + x, bottom: bottom + y }));
  }

  /**
   * @param {Disc} disc
   * @param {Grid<Disc>} placed
   * @param {Box[]} covers
   * @returns {boolean} a mark there would touch none of the placed ones, nor lie below anything
   */
  function isFree(disc, placed, covers) {
    return !placed.overlaps(discAt(disc.x, disc.y, disc.radius + GAP))
      && !covers.some((cover) => geoApp.overlaps(disc, cover));
  }

  /**
   * @param {Disc} disc
   * @param {Box} cover that lies over a part of it
   * @returns {number} the angle that leads out from under it on the shortest way
   */
  function outOf({ x, y }, { left, top, right, bottom }) {
    const ways = [[right - x, 0], [bottom - y, Math.PI / 2], [x - left, Math.PI], [y - top, -Math.PI / 2]];
    return ways.reduce((best, way) => (way[0] < best[0] ? way : best))[1];
  }

  /**
   * @param {Disc} disc at the true position of a mark that touches a placed one
   * @param {Grid<Disc>} placed
   * @returns {number | null} the angle that leads away from the nearest placed mark; null if it touches none
   */
  function awayFrom({ x, y, radius }, placed) {
    /** @param {Disc} each */
    const distance = (each) => Math.hypot(x - each.x, y - each.y);
    const nearest = /** @type {{disc?: Disc}} */ ({});
    placed.some(discAt(x, y, radius + GAP + LARGEST), (each) => {
      if (!nearest.disc || distance(each) < distance(nearest.disc)) nearest.disc = each;
      return false;
    });
    if (!nearest.disc) return null;
    if (distance(nearest.disc) < 0.5) return -Math.PI / 4;
    return Math.atan2(y - nearest.disc.y, x - nearest.disc.x);
  }

  /**
   * The offset, in pixels, at which a mark is free: the nearest, best away from what is in its way. What
   * lies wholly below a card or a control stays there: the map can be moved.
   * @param {Disc} disc at the true position
   * @param {Grid<Disc>} placed
   * @param {Box[]} covers
   * @returns {[dx: number, dy: number]}
   */
  function freeOffset(disc, placed, covers) {
    if (covers.some((cover) => geoApp.isInside(disc, cover)) || isFree(disc, placed, covers)) return [0, 0];
    const cut = covers.find((cover) => geoApp.overlaps(disc, cover));
    const away = cut ? outOf(disc, cut) : awayFrom(disc, placed) ?? 0;
    for (let step = 2; step <= FARTHEST; step += 2) {
      for (let turn = 0; turn < DIRECTIONS; turn += 1) {
        const side = turn % 2 ? 1 : -1;
        const angle = away + side * Math.ceil(turn / 2) * (2 * Math.PI / DIRECTIONS);
        const [dx, dy] = [Math.cos(angle) * step, Math.sin(angle) * step].map(Math.round);
        if (isFree(discAt(disc.x + dx, disc.y + dy, disc.radius), placed, covers)) return [dx, dy];
      }
    }
    return [0, 0];
  }

  /**
   * Give every shown mark an offset at which it covers no mark of more weight.
   * @param {View} view
   * @returns {Generator<void>} the steps of it
   */
  function* nudgeMarks(view) {
    const zoom = view.map.getZoom();
    /** @type {Grid<Disc>} */
    const placed = geoApp.makeGrid();
    const covers = findCovers(view);
    const places = view.places
      .filter((place) => !place.minor && geoApp.isMarkShown(view, place))
      .sort((one, two) => one.rank - two.rank);
    for (const place of places) {
      yield;
      const point = view.map.project(place.latLng, zoom);
      const radius = geoApp.targetSize(view, place) / 2;
      const [dx, dy] = freeOffset(discAt(point.x, point.y, radius), placed, covers);
      placed.add(discAt(point.x + dx, point.y + dy, radius));
      place.offset = [dx, dy];
    }
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ nudgeMarks }));
})();
