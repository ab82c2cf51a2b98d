/* Networks: each is made once, when it is first needed here; the studio has what it was given, or made by itself. */
(function () {
  'use strict';

  /** @type {WeakMap<Overlay, {network: Network | null, steps: Generator<void, Network>}>} */
  const known = new WeakMap();

  /**
   * @param {Overlay} overlay
   * @returns {Generator<void, Network>} made once: who stops half way goes on there the next time
   */
  function* networkOf(overlay) {
    const entry = known.get(overlay) || { network: null, steps: geoApp.weave(overlay.items.map(({ feature }) => feature)) };
    known.set(overlay, entry);
    while (!entry.network) {
      const { done, value } = entry.steps.next();
      if (done) entry.network = value;
      else yield;
    }
    return entry.network;
  }

  /**
   * @param {Alike[]} groups
   * @returns {Generator<void, Map<number, Network>>} of all of their overlays, by the number of each
   */
  function* networksOf(groups) {
    /** @type {Map<number, Network>} */
    const found = new Map();
    for (const { items: [{ overlay }] } of groups) {
      if (!found.has(overlay.id)) found.set(overlay.id, yield* networkOf(overlay));
    }
    return found;
  }

  /**
   * @param {Overlay} overlay
   * @returns {Network | null} null as long as it is not made
   */
  function madeNetwork(overlay) {
    return known.get(overlay)?.network || null;
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ madeNetwork, networksOf }));
})();
