/*
 * Unpack: what a file carries deflated, by name. Stands before all other scripts, inline, for it
 * unpacks them too; a script that is unpacked runs because the file's policy holds its hash. The map's
 * own scripts stand before this one, so that it begins with them while all the rest is on its way.
 */
/** @type {GeoApp} */
// biome-ignore lint/suspicious/noVar: only `var` makes it a property of the window
var geoApp = window.geoApp || {};

(function () {
  'use strict';

  const OWN = ['leaflet', 'main', 'start'];
  /** All of the file has come. @type {Promise<void>} */
  const whole = new Promise((resolve) => {
    if (document.readyState !== 'loading') resolve();
    else document.addEventListener('DOMContentLoaded', () => resolve(), { once: true });
  });

  /**
   * @param {string} text in base64
   * @returns {Uint8Array<ArrayBuffer>}
   */
  function bytesOf(text) {
    const letters = atob(text);
    const bytes = new Uint8Array(letters.length);
    // Uint8Array.from takes twenty times as long, which a file of many routes feels.
    for (let at = 0; at < bytes.length; at += 1) bytes[at] = letters.charCodeAt(at);
    return bytes;
  }

  /**
   * @param {string} name of what has come
   * @returns {Promise<string>}
   */
  function inflate(name) {
    const { textContent } = /** @type {HTMLElement} */ (document.getElementById(`packed-${name}`));
    const plain = new Blob([bytesOf(textContent)]).stream().pipeThrough(new DecompressionStream('deflate'));
    return new Response(plain).text();
  }

  /**
   * @param {string} name
   * @returns {Promise<string>}
   */
  async function unpack(name) {
    await whole;
    return inflate(name);
  }

  /** @param {string} text of a script */
  function run(text) {
    const script = document.createElement('script');
    script.textContent = text;
    document.body.append(script);
  }

  /** @param {string} name of a script */
  async function runPacked(name) {
    run(await unpack(name));
  }

  /** The map's own scripts; a browser that cannot unpack them shows the document without them. */
  async function begin() {
    try {
      for (const name of OWN) run(await inflate(name));
    } catch {
      document.documentElement.classList.remove('js');
    }
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ begin, runPacked, unpack, whole }));
})();
