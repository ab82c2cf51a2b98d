/* Look: what an overlay is called, and how its lines look: colour, line, width, and what decides them. */
(function () {
  'use strict';

  const COLORS = ['blue', 'red', 'green', 'purple', 'teal', 'magenta', 'ochre', 'neutral'];
  const LINES = /** @type {const} */ (['solid', 'dashed', 'dotted']);
  const THICKEST = 6;

  /**
   * @param {OverlayEntry} entry
   * @returns {HTMLElement} a field: Enter and leaving it rename, Escape leaves the name as it was
   */
  function nameField({ view, overlay }) {
    const input = geoApp.html('input', { maxlength: 200, dir: 'auto', autocomplete: 'off' });
    input.value = overlay.name;
    const rename = () => {
      overlay.name = input.value.trim() || overlay.name;
      input.value = overlay.name;
      geoApp.overlayChanged(view, overlay);
    };
    input.addEventListener('change', rename);
    input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !event.isComposing) rename();
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      input.value = overlay.name;
    });
    return geoApp.labelled(geoApp.word(view, 'look_name'), input);
  }

  /**
   * @param {OverlayEntry} entry
   * @param {Partial<OverlayStyle>} change
   */
  function restyle({ view, overlay }, change) {
    Object.assign(overlay.style, change);
    geoApp.overlayChanged(view, overlay);
  }

  /**
   * @param {OverlayEntry} entry
   * @returns {HTMLElement} the palette
   */
  function colorChoice(entry) {
    const { view, overlay } = entry;
    const group = geoApp.html('fieldset', { class: 'own-colors' });
    group.append(geoApp.html('legend', {}, geoApp.word(view, 'look_color')));
    const name = geoApp.freshId();
    COLORS.forEach((color, index) => {
      const title = geoApp.word(view, `color_${color}`);
      const label = geoApp.html('label', { title });
      const radio = geoApp.html('input', { type: 'radio', name, 'aria-label': title });
      radio.checked = index + 1 === overlay.style.color;
      radio.addEventListener('change', () => restyle(entry, { color: index + 1 }));
      const swatch = geoApp.html('span');
      swatch.style.background = `var(--overlay-${index + 1})`;
      label.append(radio, swatch);
      group.append(label);
    });
    return group;
  }

  /**
   * @param {OverlayEntry} entry
   * @returns {HTMLElement}
   */
  function lineChoice(entry) {
    const { view, overlay } = entry;
    const choices = LINES.map((line) => /** @type {[string, string]} */ ([line, geoApp.word(view, `line_${line}`)]));
    const select = geoApp.selection(choices, overlay.style.line || 'solid', (line) =>
      restyle(entry, { line: /** @type {OverlayStyle['line']} */ (line) }));
    return geoApp.labelled(geoApp.word(view, 'look_line'), select);
  }

  /**
   * @param {OverlayEntry} entry
   * @returns {HTMLElement}
   */
  function widthChoice(entry) {
    const { view, overlay } = entry;
    const range = geoApp.html('input', { type: 'range', min: 1, max: THICKEST, step: 1 });
    range.value = String(geoApp.paintOf(overlay).width);
    range.addEventListener('input', () => restyle(entry, { width: Number(range.value) }));
    return geoApp.labelled(geoApp.word(view, 'look_width'), range);
  }

  /**
   * @param {OverlayEntry} entry
   * @param {'color_by' | 'width_by'} what
   * @param {OverlayColumn[]} columns
   * @returns {HTMLElement[]} nothing where no column could decide it
   */
  function columnChoice(entry, what, columns) {
    const { view, overlay } = entry;
    if (!columns.length) return [];
    const names = columns.map(({ name }) => /** @type {[string, string]} */ ([name, name]));
    const select = geoApp.selection([['', geoApp.word(view, 'look_one')], ...names], overlay.style[what] || '', (name) =>
      restyle(entry, { [what]: name || undefined }));
    return [geoApp.labelled(geoApp.word(view, `look_${what}`), select)];
  }

  /**
   * @param {OverlayEntry} entry
   * @returns {HTMLElement[]}
   */
  function lookControls(entry) {
    const columns = geoApp.columnsOf(entry.overlay);
    return [
      nameField(entry), colorChoice(entry), lineChoice(entry), widthChoice(entry),
      ...columnChoice(entry, 'color_by', columns),
      ...columnChoice(entry, 'width_by', columns.filter(({ isNumeric }) => isNumeric)),
    ];
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ lookControls }));
})();
