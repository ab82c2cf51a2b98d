/*
 * Resources: what a map needs only at times; a page fetches it, a file carries it packed. A page that
 * may be opened from a disk can fetch nothing there: what it needs is scripts, which deliver it.
 */
(function () {
  'use strict';

  /** @type {Map<string, string>} texts that a script has delivered, by name */
  const delivered = new Map();

  /**
   * @param {string} name
   * @param {string} text
   */
  function deliver(name, text) {
    delivered.set(name, text);
  }

  /** @param {string} name */
  const isCarried = (name) => Boolean(document.getElementById(`packed-${name}`));

  /**
   * @param {View} view
   * @param {string} name
   * @returns {Promise<boolean>} whether the map has it at all
   */
  async function hasResource({ data }, name) {
    await geoApp.whole;
    return isCarried(name) || name in (data.resources || {});
  }

  /**
   * @param {View} view
   * @param {string} name
   * @returns {Promise<string>} its text
   */
  async function resource(view, name) {
    await geoApp.whole;
    if (isCarried(name)) return geoApp.unpack(name);
    const address = (view.data.resources || {})[name];
    if (address.endsWith('.js')) {
      if (!delivered.has(name)) await runResource(view, name);
      return delivered.get(name) || '';
    }
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return answer.text();
  }

  /**
   * @param {View} view
   * @param {string} name of a script
   * @returns {Promise<void>} once it has run
   */
  async function runResource({ data }, name) {
    await geoApp.whole;
    if (isCarried(name)) return geoApp.runPacked(name);
    await new Promise((resolve, reject) => {
      const script = geoApp.html('script', { src: (data.resources || {})[name] });
      script.onload = resolve;
      script.onerror = () => { script.remove(); reject(new Error(name)); };
      document.body.append(script);
    });
  }

  /**
   * @param {string} address of a picture; "#" and an id, where a file carries it behind all else
   * @returns {Promise<string>} from where the browser can have it
   */
  async function pictureAddress(address) {
    if (!address.startsWith('#')) return address;
    await geoApp.whole;
    return document.getElementById(address.slice(1))?.textContent || '';
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ deliver, hasResource, pictureAddress, resource, runResource }));
})();
