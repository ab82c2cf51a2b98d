/* Where a place's label may stand: beside its mark, the best spot first. */
(function () {
  'use strict';

  const GAP = 4;

  /**
   * The places beside a mark where its label may stand, best first.
   * @param {View} view
   * @param {object} place
   * @param {number[]} size of the label
   * @returns {object[]} candidates {name, cost, box}
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
   * @param {object} place
   * @returns {Box} its mark on the screen
   */
  function markBox(view, place) {
    const point = view.map.latLngToContainerPoint(place.latLng);
    const radius = geoApp.markSize(view, place) / 2;
    const x = point.x + place.offset[0];
    const y = point.y + place.offset[1];
    return { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius };
  }

  Object.assign(geoApp, { besideMark, markBox });
})();
