/*
 * Unpack: what a file carries deflated, by name. Stands before all other scripts, inline, for it
 * unpacks them too; a script that is unpacked runs because the file's policy holds its hash.
 */
/** @type {GeoApp} */
// biome-ignore lint/suspicious/noVar: only `var` makes it a property of the window
var geoApp = window.geoApp || {};

(function () {
  'use strict';

  /**
   * @param {string} name
   * @returns {Promise<string>}
   */
  function unpack(name) {
    const { textContent } = /** @type {HTMLElement} */ (document.getElementById(`packed-${name}`));
    const bytes = Uint8Array.from(atob(textContent), (letter) => letter.charCodeAt(0));
    const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
    return new Response(plain).text();
  }

  /** @param {string} name of a script */
  async function runPacked(name) {
    const script = document.createElement('script');
    script.textContent = await unpack(name);
    document.body.append(script);
  }

  /** The map's own scripts; a browser that cannot unpack them shows the document without them. */
  function begin() {
    runPacked('main').catch(() => document.documentElement.classList.remove('js'));
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ begin, runPacked, unpack }));
})();
