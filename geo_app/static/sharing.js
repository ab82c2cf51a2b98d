/*
 * Sharing: code that a worker runs too. It gets the text of these very functions, so that a page carries them
 * once, and a file that is opened from a disk, where no worker can be fetched, has one all the same.
 */
(function () {
  'use strict';

  /** @type {string[]} */
  const texts = [];

  /** @param {(geoApp: GeoApp) => void} code adds to what it is given, and uses nothing else that is ours */
  function share(code) {
    texts.push(String(code));
    code(geoApp);
  }

  /** @returns {string} the script of a worker that makes ink */
  function workerScript() {
    const shared = texts.map((each) => `(${each})(geoApp);`).join('\n');
    return `const geoApp={nextTask:${geoApp.nextTask}};\n${shared}\ngeoApp.serveInk(self);`;
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ share, workerScript }));
})();
