/*
 * Light, dark, or as the system has it. Stands in the head, so that the reader's choice holds
 * before anything is painted; the style sheet does the rest (tokens.css). The choice is kept where
 * the browser lets it be kept: files, sandboxed frames and notebooks may refuse. It is kept with the
 * entry of the history, too: Chromium forgets what a file stored when it loads it again, now and then.
 */

/** @typedef {'system' | 'light' | 'dark'} Theme */

(function () {
  'use strict';

  const KEY = 'geo_app.theme';
  const root = document.documentElement;

  /**
   * @param {unknown} text
   * @returns {Theme | null}
   */
  function themeIn(text) {
    return text === 'light' || text === 'dark' || text === 'system' ? text : null;
  }

  /** @returns {Theme | null} the choice that was kept */
  function keptTheme() {
    try {
      return themeIn(localStorage.getItem(KEY));
    } catch {
      return null;
    }
  }

  /** The choice goes along with a reload, and with an address that loads the file again. */
  function keepInHistory() {
    const theme = root.dataset.theme || 'system';
    if (themeIn(history.state?.theme) === theme) return;
    try {
      history.replaceState({ ...history.state, theme }, '');
    } catch {
      // refused in some sandboxed frames
    }
  }

  /** @param {Theme} theme */
  function keep(theme) {
    try {
      if (theme === 'system') localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, theme);
    } catch {
      // refused: the choice holds for as long as the page is open
    }
  }

  /** @returns {NodeListOf<HTMLInputElement>} */
  function radios() {
    return document.querySelectorAll('input[name="theme"]');
  }

  /** @param {Theme} theme */
  function apply(theme) {
    if (theme === 'system') root.removeAttribute('data-theme');
    else root.dataset.theme = theme;
    const canvas = document.querySelector('meta[name="color-scheme"]');
    if (canvas) canvas.setAttribute('content', theme === 'system' ? 'light dark' : theme);
    radios().forEach((radio) => { radio.checked = radio.value === theme; });
  }

  // A page for an iframe may say which: that is its author's choice, and no reader's.
  const given = themeIn(root.dataset.theme);
  apply(given || keptTheme() || themeIn(history.state?.theme) || 'system');
  window.addEventListener('hashchange', keepInHistory);
  document.addEventListener('DOMContentLoaded', () => {
    apply(/** @type {Theme} */ (root.dataset.theme || 'system'));
  });
  // The radios of a file may be changed for those of another language.
  document.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.name !== 'theme') return;
    apply(/** @type {Theme} */ (target.value));
    keep(/** @type {Theme} */ (target.value));
    keepInHistory();
  });
  // Another tab chose; a browser that clears its store says so without a key.
  window.addEventListener('storage', ({ key }) => {
    if (given || (key !== KEY && key !== null)) return;
    apply(keptTheme() || 'system');
    keepInHistory();
  });
})();
