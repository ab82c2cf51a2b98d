/* The layout of labels: greedy by priority, never over a mark, another label or the edge. */

/**
 * Where a label stands, and whether its second line is dropped.
 * @typedef {Candidate & {short?: boolean}} Spot
 */

/**
 * What stands on the map while labels find their room.
 * @typedef {object} Scene
 * @property {Box} frame labels stand within it
 * @property {Grid<Box>} taken
 * @property {L.Point[]} points along every line that labels had better not cross
 */

(function () {
  'use strict';

  /** More than any priority: labels of what is lit come first. */
  const LIT = 100;
  const LINE_STEP = 7;
  const LINE_COST = 1.1;
  const HABIT = 1.6;
  const SECOND_LINE_FROM = 6;

  /**
   * Measure labels with and without their second line. Reading a size makes the browser lay out
   * what was written before: all are written, then all are read.
   * @param {Label[]} labels each gets its `sizes`
   * @returns {Generator<Pause>} the steps of it
   */
  function* measure(labels) {
    /**
     * @param {Label} label
     * @returns {Size}
     */
    const read = ({ element }) => [element.offsetWidth + 1, element.offsetHeight + 1];
    /**
     * @param {Label} label
     * @param {boolean} isShort
     */
    const makeShort = (label, isShort) => label.element.classList.toggle('is-short', isShort);
    if (!labels.length) return;
    labels.forEach((label) => makeShort(label, false));
    yield 'frame';
    labels.forEach((label) => { label.sizes = { whole: read(label), short: null }; });
    const longer = labels.filter(({ element }) => element.querySelector('.label-more'));
    longer.forEach((label) => makeShort(label, true));
    longer.forEach((label) => { /** @type {LabelSizes} */ (label.sizes).short = read(label); });
  }

  /**
   * @param {View} view
   * @returns {L.Point[]} points along every line that labels had better not cross
   */
  function linePoints(view) {
    return [...view.routes, ...view.roads]
      .filter((line) => geoApp.isShown(view, line.layerId))
      .flatMap((line) => geoApp.screenPoints(view, line.latLngs, LINE_STEP));
  }

  /**
   * @param {Box} box
   * @param {L.Point[]} points
   * @returns {number}
   */
  function countInside(box, points) {
    return points.filter(({ x, y }) =>
      x > box.left && x < box.right && y > box.top && y < box.bottom).length;
  }

  /**
   * @param {Label} label
   * @param {Candidate[]} candidates
   * @param {Scene} scene
   * @returns {Candidate | null} the cheapest candidate that is free, and right where it can tell
   */
  function choose(label, candidates, scene) {
    const air = label.air || 0;
    const free = candidates
      .filter(({ box }) => geoApp.isInside(box, scene.frame))
      .filter(({ box: { left, top, right, bottom } }) =>
        !scene.taken.overlaps({ left: left - air, top, right: right + air, bottom }));
    /** @param {Candidate} candidate */
    const cost = (candidate) => candidate.cost
      + LINE_COST * Math.min(6, countInside(candidate.box, scene.points))
      - (candidate.name && candidate.name === label.choice ? HABIT : 0);
    return free.map((each) => ({ each, cost: cost(each) }))
      .sort((one, two) => one.cost - two.cost).map(({ each }) => each)
      .find((each) => !each.isRight || each.isRight()) || null;
  }

  /**
   * @param {View} view
   * @param {Label} label
   * @param {Scene} scene
   * @returns {Spot | null} where the label stands
   */
  function findRoom(view, label, scene) {
    const { whole, short } = /** @type {LabelSizes} */ (label.sizes);
    const found = short && view.map.getZoom() < SECOND_LINE_FROM
      ? null : choose(label, label.candidates(whole), scene);
    if (found) return found;
    const shortened = short && choose(label, label.candidates(short), scene);
    return shortened && { ...shortened, short: true };
  }

  /**
   * @param {View} view
   * @param {Label} label
   * @param {Spot | null} spot
   */
  function showLabel(view, label, spot) {
    const { element } = label;
    label.choice = spot ? spot.name : label.choice;
    label.box = spot ? spot.box : null;
    element.classList.toggle('is-placed', Boolean(spot));
    if (!spot) return;
    element.classList.toggle('is-short', Boolean(spot.short));
    element.dataset.side = spot.side || 'middle';
    const corner = view.map.containerPointToLayerPoint([spot.box.left, spot.box.top]);
    L.DomUtil.setPosition(element, corner.round());
  }

  /**
   * @param {View} view
   * @returns {Scene} what is taken before the first label
   */
  function makeScene(view) {
    const size = view.map.getSize();
    const marks = view.places.filter((place) =>
      !place.minor && geoApp.isMarkShown(view, place));
    const covered = geoApp.sheetHeight();
    return {
      frame: { left: 5, top: 5, right: size.x - 5, bottom: size.y - covered - 5 },
      taken: geoApp.makeGrid([
        ...geoApp.furniture(view), ...geoApp.edgeBoxes(view),
        ...marks.map((place) => geoApp.markBox(view, place)),
      ]),
      points: linePoints(view),
    };
  }

  /**
   * Lay out every label anew.
   * @param {View} view
   * @returns {Generator<Pause>} the steps of it
   */
  function* layOutLabels(view) {
    const scene = makeScene(view);
    /** @param {Label} label */
    const weight = ({ subject, priority }) => priority - (view.lit.has(subject) ? LIT : 0);
    const labels = [...view.labels].sort((one, two) => weight(one) - weight(two));
    yield* measure(labels.filter((label) => !label.sizes));
    for (const label of labels) {
      yield;
      const spot = label.isShown() && isMarkFree(view, label, scene)
        ? findRoom(view, label, scene) : null;
      if (spot) scene.taken.add(spot.box);
      if (isMute(label)) {
        if (spot) scene.taken.add(geoApp.markBox(view, label.place));
        geoApp.toggleMark(label.place, Boolean(spot));
      }
      showLabel(view, label, spot);
    }
  }

  /**
   * @param {Label} label
   * @returns {label is Label & {place: Place}} its mark only makes sense with its name: a town
   */
  function isMute(label) {
    return Boolean(label.place) && label.place.minor;
  }

  /**
   * @param {View} view
   * @param {Label} label
   * @param {Scene} scene
   * @returns {boolean} nothing of more weight lies on its mark
   */
  function isMarkFree(view, label, scene) {
    if (!isMute(label)) return true;
    return !scene.taken.overlaps(geoApp.markBox(view, label.place));
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ layOutLabels }));
})();
