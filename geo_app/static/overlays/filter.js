/* Filter: which items of an overlay are shown, by their kind and by a text that some property contains. */
(function () {
  'use strict';

  const MOST_KINDS = 200;
  const WAIT = 150;
  const language = document.documentElement.lang;
  const TURKIC = /^(az|tr)\b/; // has its own small form of I
  /** @type {WeakMap<Overlay, {key: string, kept: Set<number>}>} what the filter leaves, where there is one */
  const known = new WeakMap();
  /** @type {WeakMap<OverlayItem, string>} */
  const texts = new WeakMap();
  /** @type {WeakMap<Overlay, OverlayItem[]>} */
  const drawable = new WeakMap();

  /**
   * @param {string} text
   * @returns {string} without its case, its width and its accents
   */
  function fold(text) {
    // Most texts need no more than that, and there may be very many.
    if (/^[\0-\x7f]*$/.test(text) && !TURKIC.test(language)) return text.toLowerCase();
    return text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase(language);
  }

  /**
   * @param {OverlayItem} item
   * @returns {string} all that it says; kept, for with each letter that is typed all items are asked
   */
  function textOf(item) {
    const text = texts.get(item) ?? findText(item);
    texts.set(item, text);
    return text;
  }

  /**
   * @param {OverlayItem} item
   * @returns {string}
   */
  function findText({ feature }) {
    const values = Object.values(feature.properties || {}).map((value) => (
      typeof value === 'object' ? JSON.stringify(value) : String(value)));
    const names = geoApp.stopsOf(feature).map(({ name }) => name || '');
    return fold([...values, ...names].join('\n'));
  }

  /**
   * @param {Overlay} overlay
   * @returns {string[]} its kinds, the most frequent first
   */
  function kindsOf({ document: { roles }, items }) {
    const name = roles?.kind;
    return name ? geoApp.byFrequency(items.map((item) => geoApp.valueIn(item, name))).slice(0, MOST_KINDS) : [];
  }

  /**
   * @param {Overlay} overlay
   * @returns {Set<number> | null} numbers of the items that are kept; null: all of them
   */
  function keptOf(overlay) {
    const { kind = '', text = '' } = overlay.style;
    const words = fold(text).split(/\s+/).filter(Boolean);
    if (!kind && !words.length) return null;
    const key = JSON.stringify([kind, words]);
    const before = known.get(overlay);
    if (before?.key === key) return before.kept;
    const column = overlay.document.roles?.kind || '';
    const isKept = (/** @type {OverlayItem} */ item) => {
      if (kind && geoApp.valueIn(item, column) !== kind) return false;
      const all = words.length ? textOf(item) : '';
      return words.every((word) => all.includes(word));
    };
    const kept = new Set(overlay.items.filter(isKept).map(({ index }) => index));
    known.set(overlay, { key, kept });
    return kept;
  }

  /**
   * @param {Overlay} overlay
   * @returns {{shown: OverlayItem[], all: number}} of the items that stand anywhere
   */
  function keptItems(overlay) {
    const all = drawable.get(overlay) || overlay.items.filter(geoApp.isDrawable);
    drawable.set(overlay, all);
    const kept = keptOf(overlay);
    return { shown: kept ? all.filter(({ index }) => kept.has(index)) : all, all: all.length };
  }

  /**
   * @param {View} view
   * @param {Overlay} overlay
   * @returns {string} how many are shown
   */
  function countText(view, overlay) {
    const { shown, all } = keptItems(overlay);
    return geoApp.phrase(view, 'filter_count', { shown: shown.length, all });
  }

  /**
   * @param {View} view
   * @param {Overlay} overlay
   * @param {() => void} filtered
   * @returns {HTMLElement[]} its controls
   */
  function filterControls(view, overlay, filtered) {
    const { style } = overlay;
    let timer = 0;
    const show = geoApp.oncePerFrame(() => {
      geoApp.overlayChanged(view, overlay);
      filtered();
    });
    const apply = (/** @type {Partial<OverlayStyle>} */ change) => {
      Object.assign(style, change);
      show();
      // It is told once nothing more is typed.
      clearTimeout(timer);
      timer = window.setTimeout(() => geoApp.say(countText(view, overlay)), WAIT);
    };
    const input = geoApp.html('input', { type: 'search', maxlength: 100, autocomplete: 'off' });
    input.value = style.text || '';
    input.addEventListener('input', () => apply({ text: input.value }));
    const kinds = kindsOf(overlay);
    /** @type {[string, string][]} */
    const choices = [['', geoApp.word(view, 'filter_all')], ...kinds.map((kind) => /** @type {[string, string]} */ ([kind, kind]))];
    const select = geoApp.selection(choices, style.kind || '', (kind) => apply({ kind }));
    return [
      geoApp.labelled(geoApp.word(view, 'filter_text'), input),
      ...(kinds.length > 1 ? [geoApp.labelled(overlay.document.roles?.kind || '', select)] : []),
    ];
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ countText, filterControls, keptItems, keptOf }));
})();
