/* Report: what of a file was not drawn and why, to be read and copied; and the data, to be taken along. */
(function () {
  'use strict';

  const NOT_IN_NAMES = /[\\/:*?"<>|\p{Cc}]+/gu;
  const UNITS = ['row', 'feature', 'element'];

  /**
   * @param {Overlay} overlay
   * @returns {GeoJSON.FeatureCollection<GeoJSON.Geometry | null>} what was put in: without the stops that
   *     were found for a table's rows; a GeoJSON file's are its own
   */
  function dataOf({ document: { data, format } }) {
    if (format === 'geojson') return data;
    /** @type {OverlayFeature[]} */
    const features = data.features;
    return { ...data, features: features.map(({ stops: _stops, ...feature }) => feature) };
  }

  /** @param {Overlay} overlay */
  function download(overlay) {
    const name = overlay.name.replace(NOT_IN_NAMES, '_').slice(0, 100);
    geoApp.saveText(JSON.stringify(dataOf(overlay)), 'application/geo+json', `${name}.geojson`);
  }

  /**
   * @param {View} view
   * @param {OverlayDocument} document
   * @returns {string} how much of it is drawn, as the page's language says and writes it, whichever it was read in
   */
  function summaryText(view, { unit, report: { read, drawn, summary } }) {
    return UNITS.includes(unit) ? geoApp.phrase(view, `fault_${unit}s`, { drawn, read }) : summary;
  }

  /**
   * @param {View} view
   * @param {Overlay} overlay
   * @returns {string[]} a line a fault
   */
  function faultLines(view, { document: { report } }) {
    const lines = report.faults.map(({ place, text }) => geoApp.phrase(view, 'report_fault', { place, text }));
    return report.more ? [...lines, geoApp.phrase(view, 'report_more', { count: report.more })] : lines;
  }

  /**
   * @param {OverlayEntry} entry
   * @returns {HTMLElement[]}
   */
  function reportParts({ view, overlay }) {
    const lines = faultLines(view, overlay);
    const list = geoApp.html('ul', { class: 'own-faults' });
    list.append(...lines.map((line) => geoApp.html('li', { dir: 'auto' }, line)));
    const summary = summaryText(view, overlay.document);
    const copy = geoApp.wordButton(geoApp.word(view, 'report_copy'), () =>
      geoApp.copyText(view, 'report', [overlay.name, summary, ...lines].join('\n')));
    const save = geoApp.wordButton(geoApp.word(view, 'report_data'), () => download(overlay));
    const actions = geoApp.html('p', { class: 'own-actions' });
    actions.append(copy, save);
    const none = geoApp.html('p', { class: 'quiet' }, geoApp.word(view, 'report_none'));
    return [lines.length ? list : none, actions];
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ reportParts, summaryText }));
})();
