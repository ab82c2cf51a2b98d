/* Legend: what the colours and widths of an overlay mean; and the sample of its line. */
(function () {
  'use strict';

  const SAMPLES = [1, 0.25, 0.04];

  /**
   * @param {OverlayStyle} style
   * @param {number} color
   * @param {number} width
   * @returns {SVGElement} a piece of a line; what it says stands beside it
   */
  function lineSample({ line = 'solid' }, color, width) {
    const path = geoApp.svg('path', { class: `own-line own-${line}`, d: 'M2 6H38', 'stroke-width': width });
    path.style.stroke = `var(--overlay-${color})`;
    return geoApp.svg('svg', { class: 'legend-line', viewBox: '0 0 40 12', 'aria-hidden': 'true' }, [path]);
  }

  /**
   * @param {string} title
   * @param {[sample: SVGElement, text: string][]} rows
   * @returns {HTMLElement[]}
   */
  function legendList(title, rows) {
    const list = geoApp.html('ul', { 'aria-label': title });
    rows.forEach(([sample, text]) => {
      const row = geoApp.html('li');
      row.append(sample, geoApp.html('span', { dir: 'auto' }, text));
      list.append(row);
    });
    return [geoApp.html('p', { class: 'quiet', dir: 'auto' }, title), list];
  }

  /**
   * @param {View} view
   * @param {Overlay} overlay
   * @returns {HTMLElement[]} nothing where colour and width say nothing
   */
  function legendOf(view, overlay) {
    const { style } = overlay;
    const { classes, most } = geoApp.schemeOf(view, overlay);
    const colors = classes.map(({ color, text }) =>
      /** @type {[SVGElement, string]} */ ([lineSample(style, color, 4), text]));
    const amounts = most ? SAMPLES.map((part) => Number((part * most).toPrecision(2))) : [];
    const widths = amounts.map((amount) => /** @type {[SVGElement, string]} */ (
      [lineSample(style, classes.length ? 9 : style.color || 1, geoApp.widthOf(overlay, amount, most)), geoApp.number(amount)]));
    return [
      ...(colors.length ? legendList(geoApp.phrase(view, 'legend_color', { name: style.color_by || '' }), colors) : []),
      ...(widths.length ? legendList(geoApp.phrase(view, 'legend_width', { name: style.width_by || '' }), widths) : []),
    ];
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ legendOf, lineSample }));
})();
