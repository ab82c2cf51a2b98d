/*
 * Light, dark, or as the system has it. Stands in the head, so that the reader's choice holds
 * before anything is painted; the style sheet does the rest (tokens.css). The choice is kept where
 * the browser lets it be kept: files, sandboxed frames and notebooks may refuse.
 */

/** @typedef {'system' | 'light' | 'dark'} Theme */

(function () {
  'use strict';

  const KEY = 'geo_app.theme';
  const root = document.documentElement;

  /** @returns {Theme} the choice that was kept */
  function keptTheme() {
    try {
      const kept = localStorage.getItem(KEY);
      return kept === 'light' || kept === 'dark' ? kept : 'system';
    } catch {
      return 'system';
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

  apply(keptTheme());
  document.addEventListener('DOMContentLoaded', () => {
    apply(/** @type {Theme} */ (root.dataset.theme || 'system'));
  });
  // The radios of a file may be changed for those of another language.
  document.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.name !== 'theme') return;
    apply(/** @type {Theme} */ (target.value));
    keep(/** @type {Theme} */ (target.value));
  });
  // Another tab chose; a browser that clears its store says so without a key.
  window.addEventListener('storage', ({ key }) => { if (key === KEY || key === null) apply(keptTheme()); });
})();
