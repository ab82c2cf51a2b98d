/* Lights: what a chapter tells of stands out on the map, and its layers are on meanwhile. */

/** @typedef {Place | Route | NamedCountry} Subject what can be lit */

(function () {
  'use strict';

  const AIR = 16;
  const SECONDS = 1.1;

  /**
   * @param {View} view
   * @returns {Subject[]}
   */
  function subjects(view) {
    return [...view.places, ...view.routes,
      ...[...view.features.values()].filter((each) => each.type === 'country')];
  }

  /**
   * @param {Subject} subject
   * @returns {(L.Marker | L.Path | null)[]} what is drawn of it
   */
  function drawings(subject) {
    if (subject.type === 'place') return [subject.marker, subject.tie, subject.circle];
    if (subject.type === 'route') return [subject.casing, subject.line, subject.touch];
    return [subject.polygon];
  }

  /** @param {View} view mark what is lit; elements are made anew whenever a layer is added */
  function dress(view) {
    /**
     * @param {Element | undefined} element
     * @param {string} id
     */
    const lit = (element, id) => element && element.classList.toggle('is-lit', view.lit.has(id));
    subjects(view).forEach((subject) => drawings(subject).forEach((layer) =>
      layer && lit(layer.getElement(), subject.id)));
    view.labels.forEach((label) => {
      lit(label.element, label.subject);
      label.sizes = null;
    });
  }

  /**
   * Switch a layer on until the lights go out; who switches it off meanwhile is heeded.
   * @param {View} view
   * @param {string} id
   */
  function lend(view, id) {
    const layer = view.layers.get(id);
    if (!layer || view.map.hasLayer(layer.group)) return;
    view.map.addLayer(layer.group);
    view.lent.add(id);
  }

  /**
   * Light what has one of `ids`, and nothing else; nothing at all ends the lighting.
   * @param {View} view
   * @param {string[]} ids
   * @param {string[]} layers that are on meanwhile, beside those of what is lit
   */
  function light(view, ids, layers) {
    view.lit = new Set(ids);
    const lit = subjects(view).filter(({ id }) => view.lit.has(id));
    view.needed = new Set([...layers, ...lit.map(({ layerId }) => layerId)]);
    [...view.lent].filter((id) => !view.needed.has(id))
      .forEach((id) => view.map.removeLayer(/** @type {Layer} */ (view.layers.get(id)).group));
    view.needed.forEach((id) => lend(view, id));
    const { classList } = view.map.getContainer();
    classList.toggle('has-lit', lit.length > 0);
    classList.toggle('has-lit-countries', lit.some(({ type }) => type === 'country'));
    dress(view);
    if (view.arrangeSoon) view.arrangeSoon();
  }

  /** @param {View} view the lights go out, and what they lent goes back */
  function darken(view) {
    view.chapterView = null;
    if (view.lit.size || view.needed.size) light(view, [], []);
  }

  /**
   * Show the view of a chapter in the free part of the map.
   * @param {View} view
   * @param {Bounds} box
   * @param {boolean} flying or at once
   */
  function travelTo(view, box, flying) {
    const { center, zoom } = geoApp.frameOf(view, box, AIR);
    view.chapterView = { center, zoom };
    if (flying && !geoApp.prefersStillness()) view.map.flyTo(center, zoom, { duration: SECONDS });
    else geoApp.jumpTo(view, center, zoom);
  }

  /** @param {View} view keep the lights on when layers come and go */
  function keepLit(view) {
    view.map.on('layeradd', geoApp.oncePerFrame(() => view.lit.size && dress(view)));
    view.layers.forEach(({ id, group }) => group.on('remove', () => view.lent.delete(id)));
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({
    darken, keepLit, light, travelTo,
  }));
})();
