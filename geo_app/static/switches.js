/*
 * Switches: a checkbox for each layer, or for boundaries two choices, in step with the map whoever
 * turns the layer.
 */
(function () {
  'use strict';

  /**
   * @param {View} view
   * @param {HTMLInputElement} box
   */
  function bindSwitch(view, box) {
    const layer = view.layers.get(/** @type {string} */ (box.dataset.layer));
    const choices = choicesOf(box);
    if (!layer) {
      choices.forEach((each) => { each.disabled = true; });
      return;
    }
    const follow = () => {
      const isOn = view.map.hasLayer(layer.group);
      choices.forEach((each) => { each.checked = (each === box) === isOn; });
    };
    follow();
    layer.group.on('add remove', () => {
      follow();
      updateExport(view);
    });
    choices.forEach((each) => each.addEventListener('change', () => {
      if (box.checked) view.map.addLayer(layer.group);
      else view.map.removeLayer(layer.group);
      tellSwitched(view, box);
    }));
  }

  /**
   * Say which layer has come or gone; a choice of two says it by itself.
   * @param {View} view
   * @param {HTMLInputElement} box
   */
  function tellSwitched(view, box) {
    if (box.type === 'radio' || !box.labels?.length) return;
    geoApp.say(geoApp.word(view, box.checked ? 'layer_shown' : 'layer_hidden', box.labels[0].textContent));
  }

  /**
   * @param {HTMLInputElement} box
   * @returns {HTMLInputElement[]} a checkbox alone; of a choice, the one that is on and the others
   */
  function choicesOf(box) {
    if (box.type !== 'radio') return [box];
    return /** @type {HTMLInputElement[]} */ ([...document.getElementsByName(box.name)]);
  }

  /**
   * Keep the exports' addresses in step: what is on here is on there at first.
   * @param {View} view
   */
  function updateExport(view) {
    /** @type {NodeListOf<HTMLAnchorElement>} */ (
      document.querySelectorAll('[data-export]')).forEach((link) => {
      const address = new URL(link.href);
      address.searchParams.set('layers', geoApp.shownLayers(view).join(','));
      link.href = address.href;
    });
  }

  /**
   * Tints end at boundaries: hiding these hides the tints too, as the boundary note says.
   * @param {View} view
   * @param {Layer} layer of boundaries
   */
  function tieTints(view, layer) {
    const container = view.map.getContainer();
    const follow = () => {
      container.classList.toggle('boundaries-hidden', !view.map.hasLayer(layer.group));
    };
    follow();
    layer.group.on('add remove', follow);
  }

  /** @param {View} view */
  function bindSwitches(view) {
    view.layers.forEach((layer) => {
      if (layer.spec.kind === 'boundaries') tieTints(view, layer);
    });
    /** @type {NodeListOf<HTMLInputElement>} */ (
      document.querySelectorAll('input[data-layer]')).forEach((box) => bindSwitch(view, box));
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ bindSwitches }));
})();
