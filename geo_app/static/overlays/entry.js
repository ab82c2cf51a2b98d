/* Entry: an overlay in the list: shown or not, its line, its name, its legend, and what opens below them. */

/**
 * @typedef {object} OverlayEntry
 * @property {View} view
 * @property {Overlay} overlay
 * @property {HTMLElement} element
 * @property {HTMLElement} title
 * @property {() => void} refresh after anything about the overlay has changed
 */

(function () {
  'use strict';

  /** @type {{name: string, fill: 'lookControls' | 'routeList' | 'reportParts'}[]} */
  const SECTIONS = [
    { name: 'look', fill: 'lookControls' },
    { name: 'routes', fill: 'routeList' },
    { name: 'report', fill: 'reportParts' },
  ];

  /**
   * The words that open a section below an entry; one is open at a time, and none costs anything before.
   * @param {OverlayEntry} entry
   * @returns {{buttons: HTMLButtonElement[], body: HTMLElement}}
   */
  function makeSections(entry) {
    const { view } = entry;
    const body = geoApp.html('div', { class: 'own-section', id: geoApp.freshId() });
    body.hidden = true;
    const buttons = SECTIONS.map(({ name, fill }) =>
      geoApp.wordButton(geoApp.word(view, `entry_${name}`), (pressed) => {
        const opens = pressed.getAttribute('aria-expanded') === 'false';
        buttons.forEach((each) => each.setAttribute('aria-expanded', String(opens && each === pressed)));
        body.hidden = !opens;
        body.className = `own-section own-${name}`;
        body.replaceChildren(...(opens ? geoApp[fill](entry) : []));
      }, { 'aria-expanded': 'false', 'aria-controls': body.id }));
    return { buttons, body };
  }

  /**
   * @param {OverlayEntry} entry
   * @returns {HTMLInputElement}
   */
  function makeSwitch({ view, overlay, title }) {
    const box = geoApp.html('input', { type: 'checkbox', 'aria-labelledby': title.id });
    box.addEventListener('change', () => {
      overlay.shown = box.checked;
      geoApp.overlayChanged(view, overlay);
    });
    return box;
  }

  /**
   * @param {OverlayEntry} entry
   * @returns {string} how much of the file is drawn, and how much of that the filter leaves
   */
  function aboutText({ view, overlay }) {
    const summary = geoApp.summaryText(view, overlay.document);
    return geoApp.keptOf(overlay) ? [summary, geoApp.countText(view, overlay)].join(' · ') : summary;
  }

  /**
   * @param {View} view
   * @param {Overlay} overlay
   * @returns {OverlayEntry}
   */
  function makeEntry(view, overlay) {
    const { html, word } = geoApp;
    const title = html('h3', { id: geoApp.freshId(), tabindex: -1, dir: 'auto' });
    const element = html('li', { class: 'own-entry', 'aria-labelledby': title.id });
    /** @type {OverlayEntry} */
    const entry = { view, overlay, element, title, refresh };
    const box = makeSwitch(entry);
    const label = html('label');
    const sample = html('span');
    label.append(box, sample);
    const about = html('p', { class: 'quiet own-about' });
    const legend = html('div', { class: 'own-legend' });
    const actions = html('p', { class: 'own-actions' });
    const { buttons, body } = makeSections(entry);
    const zoom = geoApp.wordButton(word(view, 'entry_zoom'), () => geoApp.showOverlay(view, overlay));
    const remove = geoApp.wordButton(word(view, 'entry_remove'), () => geoApp.takeOut(view, overlay));
    zoom.hidden = !geoApp.isPlaced(overlay);
    actions.append(zoom, ...buttons, remove);
    [zoom, ...buttons, remove].forEach((each) => {
      each.id = geoApp.freshId();
      each.setAttribute('aria-describedby', title.id);
    });
    element.append(label, title, about, legend, actions, body);

    function refresh() {
      title.textContent = overlay.name;
      box.checked = overlay.shown;
      const legendParts = geoApp.legendOf(view, overlay);
      const color = overlay.style.color_by ? 9 : overlay.style.color || 1;
      sample.replaceChildren(geoApp.lineSample(overlay.style, color, geoApp.paintOf(overlay).width));
      about.textContent = aboutText(entry);
      legend.replaceChildren(...legendParts);
    }

    refresh();
    return entry;
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ makeEntry }));
})();
