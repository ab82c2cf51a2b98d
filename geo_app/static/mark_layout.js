/* The layout of marks: size, nudge and leader, ties and circles, as the zoom asks for. */
(function () {
  'use strict';

  const LEAST_RADIUS = 12;
  const TIES_FROM = 6;
  /** Beyond the widest screen, and wider than a mark: in pixels. */
  const AWAY = 20000;
  const APART = 100;

  /**
   * Put the mark where `place.offset` says, and lead a line back to its true position. One that is away
   * waits beside the map, where it lies over no other, until the Tab key comes to it.
   * @param {View} view
   * @param {Place} place
   * @param {number} number of the place
   */
  function placeMark(view, place, number) {
    const element = place.marker.getElement();
    if (!element) return;
    const shown = geoApp.isMarkShown(view, place);
    toggleMark(place, shown);
    if (!shown && !place.interactive) return;
    const size = geoApp.targetSize(view, place);
    const [dx, dy] = shown ? place.offset : [-AWAY - number * APART, 0];
    element.style.setProperty('--mark', `${geoApp.markSize(view, place)}px`);
    element.style.width = element.style.height = `${size}px`;
    element.style.marginLeft = `${dx - size / 2}px`;
    element.style.marginTop = `${dy - size / 2}px`;
    const leader = /** @type {SVGElement} */ (element.querySelector('.mark-leader'));
    leader.style.display = shown && (dx || dy) ? '' : 'none';
    leader.querySelectorAll('line').forEach((line) =>
      geoApp.setAttributes(line, { x1: 0, y1: 0, x2: -dx, y2: -dy }));
    geoApp.setAttributes(/** @type {SVGElement} */ (leader.querySelector('circle')), { cx: -dx, cy: -dy });
  }

  /**
   * Marks, leaders, ties and circles as the zoom asks for.
   * @param {View} view
   * @returns {Generator<void>} the steps of it
   */
  function* arrangeMarks(view) {
    yield* geoApp.nudgeMarks(view);
    for (const [number, place] of view.places.entries()) {
      yield;
      placeMark(view, place, number);
      const shown = geoApp.isMarkShown(view, place);
      showPath(place.tie, shown && view.map.getZoom() >= TIES_FROM);
      showPath(place.circle, shown && radiusInPixels(view, place) > LEAST_RADIUS);
    }
  }

  /**
   * The Tab key walks the marks of the first view, then those beyond, each by weight: the centre first.
   * @param {View} view
   */
  function orderMarks(view) {
    const home = view.settings.home && geoApp.boundsOf(view.settings.home);
    /** @param {Place} place */
    const isBeyond = (place) => Boolean(home) && !home.contains(place.latLng);
    const beyond = new Set(view.places.filter(isBeyond));
    /** @type {(HTMLElement & {parentNode: ParentNode})[]} */ ([...view.places]
      .sort((one, two) => Number(beyond.has(one)) - Number(beyond.has(two)) || one.rank - two.rank)
      .map((place) => place.marker.getElement())
      .filter((element) => element && element.parentNode))
      .forEach((element) => element.parentNode.append(element));
  }

  /**
   * A mark that opens a card is there for the Tab key and the ear at any zoom: the focus brings the
   * map near enough to see it.
   * @param {Place} place
   * @param {boolean} shown
   */
  function toggleMark(place, shown) {
    const element = place.marker.getElement();
    if (!element) return;
    element.hidden = !shown && !place.interactive;
    element.classList.toggle('is-away', !shown);
  }

  /**
   * @param {L.Path | null} path
   * @param {boolean} shown
   */
  function showPath(path, shown) {
    const element = path && path.getElement();
    if (element) element.style.display = shown ? '' : 'none';
  }

  /**
   * @param {View} view
   * @param {Place} place
   * @returns {number} its uncertainty on the screen
   */
  function radiusInPixels(view, place) {
    if (!place.circle) return 0;
    const degrees = place.circle.getRadius() / 111320;
    const north = L.latLng(place.latLng.lat + degrees, place.latLng.lng);
    const zoom = view.map.getZoom();
    return Math.abs(view.map.project(north, zoom).y - view.map.project(place.latLng, zoom).y);
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({
    arrangeMarks, orderMarks, toggleMark,
  }));
})();
