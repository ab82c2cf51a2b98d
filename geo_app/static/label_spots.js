/* Where a place's label may stand: beside its mark, the best spot first. */

/** @typedef {[width: number, height: number]} Size in pixels */

/**
 * A place where a label may stand.
 * @typedef {object} Candidate
 * @property {string} name
 * @property {number} cost the cheapest that is free is taken
 * @property {Box} box
 * @property {'start' | 'middle' | 'end'} [side] where the label lies from its mark
 * @property {() => boolean} [isRight] asked last, for it may take long
 */

(function () {
  'use strict';

  const GAP = 4;
  const RING = 6;
  const NEAR = 0.01;
  const PARTS = [0.5, 0.6, 0.4, 0.7, 0.3, 0.8, 0.2];

  /**
   * The places beside a mark where its label may stand, best first.
   * @param {View} view
   * @param {Place} place
   * @param {Size} size of the label
   * @returns {Candidate[]}
   */
  function besideMark(view, place, size) {
    const [width, height] = size;
    const mark = markBox(view, place);
    const middle = { x: (mark.left + mark.right) / 2, y: (mark.top + mark.bottom) / 2 };
    const right = mark.right + GAP;
    const left = mark.left - GAP - width;
    const above = mark.top - 1 - height;
    const below = mark.bottom + 1;
    const near = geoApp.isRightToLeft() ? [left, right] : [right, left];
    /** @type {[name: string, x: number, y: number][]} */
    const spots = [
      ['near', near[0], middle.y - height / 2], ['far', near[1], middle.y - height / 2],
      ['below', middle.x - width / 2, below], ['above', middle.x - width / 2, above],
      ['near-above', near[0] - 2, above + height * 0.55],
      ['near-below', near[0] - 2, below - height * 0.55],
      ['far-above', near[1] + 2, above + height * 0.55],
      ['far-below', near[1] + 2, below - height * 0.55],
    ];
    return spots.map(([name, x, y], index) => ({
      name,
      side: x > middle.x ? 'start' : x + width < middle.x ? 'end' : 'middle',
      cost: index * 0.5,
      box: { left: x, top: y, right: x + width, bottom: y + height },
    }));
  }

  /**
   * @param {View} view
   * @param {Place} place
   * @returns {Box} its mark on the screen, with the ring of one that is lit
   */
  function markBox(view, place) {
    const point = view.map.latLngToContainerPoint(place.latLng);
    const radius = geoApp.markSize(view, place) / 2 + (view.lit.has(place.id) ? RING : 0);
    const x = point.x + place.offset[0];
    const y = point.y + place.offset[1];
    return { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius };
  }

  /**
   * @param {View} view
   * @param {Route} route
   * @returns {boolean} both of its ends are in the map's frame
   */
  function isWhollyInView(view, route) {
    const size = view.map.getSize();
    return [route.latLngs[0], route.latLngs[route.latLngs.length - 1]].every((end) => {
      const { x, y } = view.map.latLngToContainerPoint(end);
      return x > 0 && y > 0 && x < size.x && y < size.y;
    });
  }

  /**
   * The places on either side of a line where its label may stand, the middle first.
   * @param {View} view
   * @param {Route} route
   * @param {Size} size of the label
   * @returns {Candidate[]}
   */
  function alongRoute(view, route, size) {
    const [width, height] = size;
    return PARTS.flatMap((part, index) => {
      const [before, point, after] = [part - NEAR, part, part + NEAR].map((each) =>
        view.map.latLngToContainerPoint(route.leg.at(each)));
      const length = before.distanceTo(after) || 1;
      const [dx, dy] = [(after.y - before.y) / length, (before.x - after.x) / length];
      const away = (Math.abs(dx) * width + Math.abs(dy) * height) / 2 + GAP;
      return [1, -1].map((side) => {
        const x = point.x + side * dx * away - width / 2;
        const y = point.y + side * dy * away - height / 2;
        return {
          name: `${part}${side}`, side: 'middle', cost: index,
          box: { left: x, top: y, right: x + width, bottom: y + height },
        };
      });
    });
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({
    alongRoute, besideMark, isWhollyInView, markBox,
  }));
})();
