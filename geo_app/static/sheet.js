/* The sheet: the panel of a phone, with three stops, pressed and dragged. */
(function () {
  'use strict';

  const STOPS = ['peek', 'half', 'full'];
  const DRAG_FROM = 6;
  const LEAST = 96;
  const MOST_PEEK = 132;

  /**
   * @param {View} view
   * @returns {Object<string, number>} heights of the sheet's stops
   */
  function stopHeights(view) {
    const panel = document.getElementById('panel');
    const foot = (selector, air) => {
      const element = panel.querySelector(selector);
      if (!element) return 0;
      return element.getBoundingClientRect().bottom - panel.getBoundingClientRect().top + air;
    };
    const wanted = Math.min(MOST_PEEK, foot('.panel-subtitle', 12));
    const peek = Math.round(Math.max(LEAST, foot('.panel-title', 12), wanted));
    const all = window.innerHeight;
    return { peek, half: Math.round(all * 0.5), full: all - 24 };
  }

  /**
   * @param {View} view
   * @param {string} stop
   */
  function setSheet(view, stop) {
    const panel = document.getElementById('panel');
    if (!panel) return;
    view.stop = stop;
    panel.dataset.stop = stop;
    if (geoApp.isPhone()) {
      const heights = stopHeights(view);
      document.documentElement.style.setProperty('--peek', `${heights.peek}px`);
      document.documentElement.style.setProperty('--sheet', `${heights[stop]}px`);
    }
    geoApp.tellPanel(view);
  }

  /**
   * @param {string} stop
   * @returns {string} the one after it; after the last, the first
   */
  function nextStop(stop) {
    return STOPS[(STOPS.indexOf(stop) + 1) % STOPS.length];
  }

  /**
   * @param {View} view
   * @param {number} height
   * @param {number} speed pixels a millisecond, up is positive
   * @returns {string} the stop that a released sheet goes to
   */
  function nearestStop(view, height, speed) {
    const heights = stopHeights(view);
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
    let drag = null;
    grip.addEventListener('pointerdown', (event) => {
      if (!geoApp.isPhone() || event.button !== 0 || event.target.closest('a')) return;
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
      document.documentElement.style.setProperty('--sheet', `${height}px`);
    });
    const release = () => {
      if (!drag) return;
      const { moved, speed } = drag;
      drag = null;
      panel.classList.remove('is-dragged');
      if (!moved) return;
      view.dragged = true;
      setTimeout(() => { view.dragged = false; }, 0);
      setSheet(view, nearestStop(view, panel.offsetHeight, speed));
    };
    window.addEventListener('pointerup', release);
    window.addEventListener('pointercancel', release);
  }

  Object.assign(geoApp, { followPointer, nextStop, setSheet });
})();
