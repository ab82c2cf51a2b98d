/* Framed: within another page, that page scrolls on over the map until the reader presses or taps it. */
(function () {
  'use strict';

  /** @returns {boolean} the finger scrolls here, as the wheel does elsewhere. */
  function isTouched() {
    return window.matchMedia('(pointer: coarse)').matches;
  }

  /** @param {View} view */
  function shareScrolling({ map }) {
    if (window.parent === window) return;
    const container = map.getContainer();
    document.documentElement.classList.add('is-framed');
    const take = () => {
      map.scrollWheelZoom.enable();
      map.dragging.enable();
    };
    const leave = () => {
      map.scrollWheelZoom.disable();
      // Two fingers move the map even so.
      if (isTouched()) map.dragging.disable();
    };
    container.addEventListener('click', take);
    container.addEventListener('mouseleave', leave);
    window.addEventListener('blur', leave);
    leave();
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ shareScrolling }));
})();
