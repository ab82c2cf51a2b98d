/* The sheet: the panel of a phone, with three stops, pressed and dragged. */

/** @typedef {'peek' | 'half' | 'full'} Stop where the sheet stands */

/**
 * A press of the sheet's grip, and what became of it.
 * @typedef {object} Drag
 * @property {number} y where it began
 * @property {number} height of the sheet, then
 * @property {number} last where the pointer was
 * @property {number} at when it was there
 * @property {number} speed pixels a millisecond, up is positive
 * @property {boolean} moved far enough to be no press
 */

(function () {
  'use strict';

  /** @type {Stop[]} */
  const STOPS = ['peek', 'half', 'full'];
  const DRAG_FROM = 6;
  const LEAST = 96;
  const MOST_PEEK = 132;
  const LOW_PEEK = 60;

  /** @returns {Record<Stop, number>} heights of the sheet's stops */
  function stopHeights() {
    const panel = /** @type {HTMLElement} */ (document.getElementById('panel'));
    /**
     * @param {string} selector
     * @param {number} air
     */
    const foot = (selector, air) => {
      const element = panel.querySelector(selector);
      if (!element) return 0;
      return element.getBoundingClientRect().bottom - panel.getBoundingClientRect().top + air;
    };
    const all = window.innerHeight;
    const full = all - 24;
    if (geoApp.isLow()) return { peek: LOW_PEEK, half: full, full };
    const wanted = Math.min(MOST_PEEK, foot('.panel-subtitle', 12));
    const peek = Math.round(Math.max(LEAST, foot('.panel-title', 12), wanted));
    return { peek, half: Math.round(all * 0.5), full };
  }

  /**
   * Each is told by itself: told to the root, all that is in the page would be styled anew.
   * @param {number} height of the sheet, in pixels
   */
  function setHeight(height) {
    ['panel', 'stage'].forEach((id) =>
      document.getElementById(id)?.style.setProperty('--sheet', `${height}px`));
  }

  /**
   * @param {View} view
   * @param {Stop} stop
   */
  function setSheet(view, stop) {
    const panel = document.getElementById('panel');
    if (!panel) return;
    const isFirst = !view.stop;
    view.stop = stop;
    if (geoApp.isPhone()) setHeight(stopHeights()[stop]);
    // After the heights, or it would grow to the first of them.
    panel.dataset.stop = stop;
    // At first it is where it began, and to be told so it would have to be laid out at once.
    if (stop === 'peek' && !isFirst) panel.scrollTop = 0;
    geoApp.tellPanel(view);
  }

  /**
   * @param {Stop} stop
   * @returns {Stop} the one after it; after the last, the first
   */
  function nextStop(stop) {
    if (geoApp.isLow()) return stop === 'peek' ? 'full' : 'peek';
    return STOPS[(STOPS.indexOf(stop) + 1) % STOPS.length];
  }

  /**
   * @param {number} height
   * @param {number} speed pixels a millisecond, up is positive
   * @returns {Stop} the stop that a released sheet goes to
   */
  function nearestStop(height, speed) {
    const heights = stopHeights();
    const aim = height + speed * 160;
    return STOPS.reduce((one, two) =>
      (Math.abs(heights[two] - aim) < Math.abs(heights[one] - aim) ? two : one));
  }

  /**
   * Drag the sheet by its handle and its head.
   * @param {View} view
   * @param {HTMLElement} panel
   * @param {HTMLElement} grip
   */
  function followPointer(view, panel, grip) {
    /** @type {Drag | null} */
    let drag = null;
    grip.addEventListener('pointerdown', (event) => {
      // The head of a low sheet is there to be scrolled.
      if (geoApp.isLow() && grip !== event.target && !grip.matches('.panel-handle')) return;
      if (!geoApp.isPhone() || event.button !== 0 || /** @type {Element} */ (event.target).closest('a')) return;
      drag = { y: event.clientY, height: panel.offsetHeight, last: event.clientY, at: event.timeStamp, speed: 0, moved: false };
    });
    window.addEventListener('pointermove', (event) => {
      if (!drag) return;
      const dy = drag.y - event.clientY;
      if (!drag.moved && Math.abs(dy) < DRAG_FROM) return;
      drag.moved = true;
      drag.speed = (drag.last - event.clientY) / Math.max(1, event.timeStamp - drag.at);
      Object.assign(drag, { last: event.clientY, at: event.timeStamp });
      panel.classList.add('is-dragged');
      const height = Math.max(64, Math.min(window.innerHeight - 24, drag.height + dy));
      setHeight(height);
    });
    const release = () => {
      if (!drag) return;
      const { moved, speed } = drag;
      drag = null;
      panel.classList.remove('is-dragged');
      if (!moved) return;
      view.dragged = true;
      setTimeout(() => { view.dragged = false; }, 0);
      setSheet(view, nearestStop(panel.offsetHeight, speed));
    };
    window.addEventListener('pointerup', release);
    window.addEventListener('pointercancel', release);
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({
    followPointer, nextStop, setSheet,
  }));
})();
