/* Measure: the length of the geodesics between points that are clicked, tapped or set by Enter. */

/**
 * What is being measured.
 * @typedef {object} Measuring
 * @property {L.LatLng[]} points
 * @property {number[]} legs metres
 * @property {HTMLElement} button that ends it, and gets the focus back
 * @property {L.LayerGroup} drawn
 * @property {L.LeafletMouseEventHandlerFn} click
 * @property {boolean} zoomsTwice a double click zoomed before
 */

(function () {
  'use strict';

  const MOST_POINTS = 500;

  /**
   * @param {View} view
   * @param {number} metres
   * @returns {string} kilometres in the page's language
   */
  function kilometres(view, metres) {
    const digits = metres < 1e4 ? 2 : metres < 1e5 ? 1 : 0;
    return geoApp.word(view, 'kilometres', (metres / 1000).toLocaleString(geoApp.numerals(), {
      minimumFractionDigits: digits, maximumFractionDigits: digits,
    }));
  }

  /**
   * @param {View} view
   * @param {string} className
   * @returns {L.PathOptions} drawn above the labels, deaf to the pointer
   */
  function options(view, className) {
    if (!view.renderers.measure) {
      view.map.createPane('measure').style.zIndex = '610';
      view.renderers.measure = geoApp.makeSheet('measure');
    }
    return geoApp.pathOptions(view, 'measure', className);
  }

  /**
   * @param {View} view
   * @param {Measuring} tool
   * @param {L.LatLng} latLng the next point
   */
  function addPoint(view, tool, latLng) {
    const last = tool.points[tool.points.length - 1];
    let point = latLng;
    if (tool.points.length >= MOST_POINTS) return;
    if (last) {
      const leg = geoApp.geodesic(last, latLng);
      if (leg.metres < 1) return;
      const lines = geoApp.legLine([last.lng, last.lat], [latLng.lng, latLng.lat]);
      ['line measure-casing', 'line measure-line'].forEach((className) =>
        L.polyline(lines, options(view, className)).addTo(tool.drawn));
      tool.legs.push(leg.metres);
      point = L.latLng(leg.at(1));
    }
    tool.points.push(point);
    L.circleMarker(point, { ...options(view, 'measure-point'), fill: true, radius: 4.5 }).addTo(tool.drawn);
    tellLengths(view, tool);
  }

  /**
   * Say what has been measured, or how to begin.
   * @param {View} view
   * @param {Measuring} tool
   */
  function tellLengths(view, tool) {
    const { legs, points } = tool;
    const isEmpty = points.length < 2;
    const [text, more] = isEmpty
      ? [geoApp.word(view, 'measure_hint'), geoApp.word(view, 'measure_keys')]
      : [geoApp.word(view, 'measure_total', kilometres(view, legs.reduce((sum, leg) => sum + leg))),
        geoApp.word(view, 'measure_leg', kilometres(view, legs[legs.length - 1]))];
    const clear = geoApp.noticeButton(geoApp.word(view, 'clear'), () => {
      clearPoints(view, tool);
      view.map.getContainer().focus({ preventScroll: true });
    });
    geoApp.showNotice(view, 'measure', [
      geoApp.html(isEmpty ? 'span' : 'strong', { class: 'measure-total' }, text),
      geoApp.html('span', { class: isEmpty ? 'measure-keys quiet' : 'measure-leg' }, more),
      geoApp.html('span', { class: 'quiet' }, geoApp.word(view, 'measure_kind')),
      ...(points.length ? [clear] : []),
    ], () => stopMeasure(view, tool));
    geoApp.say(`${text} ${more}`);
  }

  /**
   * @param {View} view
   * @param {Measuring} tool
   */
  function clearPoints(view, tool) {
    Object.assign(tool, { points: [], legs: [] });
    tool.drawn.clearLayers();
    tellLengths(view, tool);
  }

  /**
   * @param {View} view
   * @param {HTMLElement} button gets the focus back
   */
  function beginMeasure(view, button) {
    const { map } = view;
    geoApp.closeCard(view);
    if (geoApp.isPhone()) geoApp.setSheet(view, 'peek');
    /** @type {Measuring} */
    const tool = {
      points: [], legs: [], button, drawn: L.layerGroup().addTo(map),
      click: (event) => addPoint(view, tool, event.latlng),
      zoomsTwice: map.doubleClickZoom.enabled(),
    };
    view.measure = tool;
    map.on('click', tool.click);
    map.doubleClickZoom.disable();
    map.getContainer().classList.add('is-measuring');
    map.getContainer().focus({ preventScroll: true });
    button.setAttribute('aria-pressed', 'true');
    tellLengths(view, tool);
  }

  /**
   * @param {View} view
   * @param {Measuring} tool
   */
  function stopMeasure(view, tool) {
    const { click, button, drawn, zoomsTwice } = tool;
    const { map } = view;
    view.measure = null;
    map.off('click', click);
    if (zoomsTwice) map.doubleClickZoom.enable();
    map.getContainer().classList.remove('is-measuring');
    drawn.remove();
    geoApp.hideNotice(view, 'measure');
    button.setAttribute('aria-pressed', 'false');
    button.focus({ preventScroll: true });
  }

  /**
   * @param {View} view
   * @param {KeyboardEvent} event
   */
  function answerMeasureKeys(view, event) {
    if (!view.measure || event.defaultPrevented) return;
    if (event.key === 'Escape') stopMeasure(view, view.measure);
    else if (event.key === 'Enter' && event.target === view.map.getContainer()) {
      event.preventDefault();
      addPoint(view, view.measure, view.map.getCenter());
    }
  }

  /**
   * @param {View} view
   * @returns {HTMLButtonElement} the button that begins and ends measuring
   */
  function measureButton(view) {
    const button = geoApp.makeButton('measure', geoApp.word(view, 'measure'), () => {
      if (view.measure) stopMeasure(view, view.measure);
      else beginMeasure(view, button);
    });
    button.setAttribute('aria-pressed', 'false');
    document.addEventListener('keydown', (event) => answerMeasureKeys(view, event));
    return button;
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ kilometres, measureButton }));
})();
