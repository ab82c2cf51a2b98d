/*
 * The switch of languages leads to another page, or loads the file again: there the focus returns to
 * the switch, and the language is said. Which one was chosen is kept until then, where the browser
 * lets it be kept.
 */
(function () {
  'use strict';

  const KEY = 'geo_app.language';

  /** @returns {string | null} the language that was chosen before this page came, asked once */
  function takeChosen() {
    try {
      const chosen = sessionStorage.getItem(KEY);
      sessionStorage.removeItem(KEY);
      return chosen;
    } catch {
      return null; // refused: the new page begins at its head, like any other
    }
  }

  /** @param {MouseEvent} event */
  function keepChosen({ target, button, ctrlKey, metaKey, shiftKey }) {
    const link = target instanceof Element ? target.closest('.languages a') : null;
    if (!(link instanceof HTMLAnchorElement) || button || ctrlKey || metaKey || shiftKey) return;
    try {
      sessionStorage.setItem(KEY, link.hreflang);
    } catch {
      // refused
    }
  }

  /** @param {View} view */
  function startLanguages(view) {
    document.addEventListener('click', keepChosen);
    /** @type {HTMLElement | null} */
    const current = document.querySelector('.languages [aria-current]');
    if (!current || takeChosen() !== document.documentElement.lang) return;
    current.focus({ preventScroll: true });
    geoApp.say(geoApp.word(view, 'language', current.textContent));
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ startLanguages }));
})();
