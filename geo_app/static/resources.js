/* Resources: what a map needs only at times; a page fetches it, a file carries it packed. */
(function () {
  'use strict';

  /** @param {string} name */
  const isCarried = (name) => Boolean(document.getElementById(`packed-${name}`));

  /**
   * @param {View} view
   * @param {string} name
   * @returns {boolean} whether the map has it at all
   */
  function hasResource({ data }, name) {
    return isCarried(name) || name in (data.resources || {});
  }

  /**
   * @param {View} view
   * @param {string} name
   * @returns {Promise<string>} its text
   */
  async function resource({ data }, name) {
    if (isCarried(name)) return geoApp.unpack(name);
    const answer = await fetch((data.resources || {})[name]);
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return answer.text();
  }

  /**
   * @param {View} view
   * @param {string} name of a script
   * @returns {Promise<void>} once it has run
   */
  function runResource({ data }, name) {
    if (isCarried(name)) return geoApp.runPacked(name);
    return new Promise((resolve, reject) => {
      const script = geoApp.html('script', { src: (data.resources || {})[name] });
      script.onload = () => resolve();
      script.onerror = () => { script.remove(); reject(new Error(name)); };
      document.body.append(script);
    });
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ hasResource, resource, runResource }));
})();
