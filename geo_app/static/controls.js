/* Controls: zoom, first view, whole corridor, tools, scale, attribution. */

/** @typedef {'home' | 'whole' | 'full' | 'measure' | 'share' | 'table'} ToolIcon */

(function () {
  'use strict';

  /** @type {Record<ToolIcon, string>} */
  const ICONS = {
    home: 'M12 3v4M12 17v4M3 12h4M17 12h4M12 7a5 5 0 1 0 0 10 5 5 0 0 0 0-10Z',
    full: 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5',
    measure: 'M3 16 16 3l5 5L8 21ZM7 12l2.500 2.500M10 9l1.500 1.500M13 6l2.500 2.500',
    share: 'M12 15V4M8 7.500 12 3.500l4 4M6 11H5v9h14v-9h-1',
    table: 'M3 5h18v14H3ZM3 10h18M3 14.500h18M9 10v9',
    whole: 'M5 21a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM19 7a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM7 18C15 17 9 7 17 6',
  };

  /**
   * @param {ToolIcon} name
   * @param {string} title
   * @param {() => void} act
   * @returns {HTMLButtonElement} a button with an icon
   */
  function makeButton(name, title, act) {
    const button = geoApp.html('button', {
      type: 'button', class: `map-tool map-tool-${name}`, title, 'aria-label': title,
    });
    button.append(geoApp.svg('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' }, [
      geoApp.svg('path', { d: ICONS[name] }),
    ]));
    button.addEventListener('click', act);
    return button;
  }

  /**
   * @param {View} view
   * @param {L.ControlPosition} position
   * @returns {L.Control} the two views and the tools as one group of buttons
   */
  function viewButtons(view, position) {
    const control = L.control({ position });
    control.onAdd = () => {
      const bar = geoApp.html('div', { class: 'map-tools leaflet-bar' });
      const { home, whole } = view.settings;
      if (home) bar.append(makeButton('home', geoApp.word(view, 'home'), () => geoApp.showHome(view)));
      if (whole) bar.append(makeButton('whole', geoApp.word(view, 'whole'), () => geoApp.showWhole(view)));
      bar.append(...geoApp.toolButtons(view));
      L.DomEvent.disableClickPropagation(bar);
      return bar;
    };
    return control;
  }

  /**
   * Attribution as text: Leaflet writes it as HTML, so it is handed over escaped.
   * @param {View} view
   */
  function addAttribution(view) {
    const control = view.map.attributionControl;
    if (!control) return;
    const link = geoApp.html('a', { href: 'https://leafletjs.com', rel: 'noopener noreferrer', target: '_blank' },
      view.settings.leaflet_link || 'Leaflet');
    link.lang = 'en';
    control.setPrefix(link.outerHTML);
    if (view.data.attribution) {
      const credits = geoApp.html('span', { dir: 'auto' });
      credits.append(...geoApp.markForeign(view.data.attribution));
      control.addAttribution(credits.outerHTML);
    }
  }

  /**
   * The page's note on boundaries, above the attribution; without a note, nothing.
   * @param {View} view
   * @param {L.ControlPosition} position
   */
  function addNote(view, position) {
    /** @type {HTMLElement | null} */
    const note = document.querySelector('.boundary-note');
    if (!note) return;
    const control = L.control({ position });
    control.onAdd = () => note;
    control.addTo(view.map);
  }

  /**
   * Tell the map's style sheet how high the note and the attribution are, now and later.
   * @param {View} view
   */
  function measureNotes(view) {
    const attribution = view.map.attributionControl && view.map.attributionControl.getContainer();
    const notes = [
      /** @type {HTMLElement | null} */ (document.querySelector('.boundary-note')), attribution,
    ].filter(Boolean);
    let known = -1;
    const measure = () => {
      const height = notes.reduce((sum, note) => sum + note.offsetHeight, 0);
      if (height === known) return;
      known = height;
      document.getElementById('stage')?.style.setProperty('--notes', `${height}px`);
      if (view.arrangeSoon) view.arrangeSoon();
    };
    const observer = window.ResizeObserver && new ResizeObserver(geoApp.oncePerFrame(measure));
    notes.forEach((note) => observer && observer.observe(note));
    measure();
  }

  /**
   * @returns {Record<'tools' | 'scale' | 'attribution', L.ControlPosition>} corners: tools within the
   *     thumb's reach on a phone, all mirrored where the page runs from right to left
   */
  function corners() {
    /** @type {('left' | 'right')[]} */
    const [start, end] = geoApp.isRightToLeft() ? ['right', 'left'] : ['left', 'right'];
    return {
      tools: geoApp.isPhone() ? `bottom${end}` : `top${end}`,
      scale: `bottom${start}`, attribution: `bottom${end}`,
    };
  }

  /**
   * Leaflet's scale, its unit in the page's language.
   * @param {View} view
   * @param {L.ControlPosition} position
   * @returns {L.Control.Scale}
   */
  function scaleBar(view, position) {
    const scale = L.control.scale({ imperial: false, position, maxWidth: 90 });
    // A browser's first number in a language takes it a while, and a small one has no marks.
    const format = (/** @type {number} */ number) =>
      (number < 1000 ? String(number) : new Intl.NumberFormat(geoApp.numerals()).format(number));
    const show = scale._updateScale;
    scale._updateScale = (bar, text, ratio) => {
      const [number, unit] = text.split(' ');
      const name = unit === 'km' ? 'kilometres' : 'metres';
      show.call(scale, bar, geoApp.word(view, name, format(Number(number))), ratio);
    };
    return scale;
  }

  /**
   * @param {View} view
   * @returns {Generator<Pause>} the steps of it
   */
  function* addControls(view) {
    const { map } = view;
    const place = corners();
    const zoom = L.control.zoom({
      position: place.tools,
      zoomInTitle: geoApp.word(view, 'zoom_in') || '+',
      zoomOutTitle: geoApp.word(view, 'zoom_out') || '−',
    });
    const buttons = viewButtons(view, place.tools);
    if (map.attributionControl) map.attributionControl.setPosition(place.attribution);
    const inOrder = geoApp.isPhone() ? [buttons, zoom] : [zoom, buttons];
    addNote(view, place.attribution);
    inOrder.forEach((control) => control.addTo(map));
    addAttribution(view);
    yield;
    scaleBar(view, place.scale).addTo(map);
    yield 'frame';
    measureNotes(view);
    window.matchMedia('(max-width: 720px)').addEventListener('change', () => {
      const { tools } = corners();
      (geoApp.isPhone() ? [buttons, zoom] : [zoom, buttons])
        .forEach((control) => control.setPosition(tools));
      if (view.arrangeSoon) view.arrangeSoon();
    });
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ addControls, makeButton }));
})();
