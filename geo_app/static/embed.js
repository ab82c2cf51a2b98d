/*
 * Embed: what the map does otherwise on a page for an iframe. Comes after all other scripts, before the
 * map is made, and takes the places of what they gave.
 */
(function () {
  'use strict';

  const SEEN = 1800;

  /**
   * Say over the map, for a moment, what moves it; the live region is for what has happened.
   * @param {View} view
   * @returns {(word: string) => void}
   */
  function hints(view) {
    const hint = geoApp.html('p', { class: 'gesture-hint', 'aria-hidden': 'true' });
    /** @type {number | undefined} */
    let timer;
    return (word) => {
      hint.textContent = geoApp.word(view, word);
      view.map.getContainer().after(hint);
      clearTimeout(timer);
      timer = setTimeout(() => hint.remove(), SEEN);
    };
  }

  /**
   * In a frame one finger scrolls the page around, always: a frame may fill a phone's screen, and
   * nobody is to be caught in it. Two fingers move the map. The wheel is the map's once it was clicked.
   * @param {View} view
   */
  function shareScrolling(view) {
    if (window.parent === window) return;
    const { map } = view;
    const container = map.getContainer();
    const give = hints(view);
    document.documentElement.classList.add('is-framed');
    const leave = () => { map.scrollWheelZoom.disable(); };
    // Told apart at each press, for there are machines with both; a finger's may not be prevented later.
    container.addEventListener('pointerdown', ({ pointerType }) => {
      if (pointerType === 'mouse') map.dragging.enable();
      else map.dragging.disable();
    }, true);
    container.addEventListener('touchmove', ({ touches }) => touches.length === 1 && give('two_fingers'), { passive: true });
    container.addEventListener('wheel', () => map.scrollWheelZoom.enabled() || give('click_first'), { passive: true });
    container.addEventListener('click', () => { map.scrollWheelZoom.enable(); });
    container.addEventListener('mouseleave', leave);
    window.addEventListener('blur', leave);
    leave();
  }

  const { startStory } = geoApp;

  /** @param {View} view the chapter stands below the map, which is smaller before it shows the chapter's view */
  function startStoryBelow(view) {
    document.addEventListener('tabchange', () => { view.map.invalidateSize({ pan: false }); });
    startStory(view);
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({
    shareScrolling, startStory: startStoryBelow, toolButtons: geoApp.fullScreenButtons,
  }));
})();
