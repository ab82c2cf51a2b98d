/* Switches: a checkbox for each layer, in step with the map whoever turns the layer. */
(function () {
  'use strict';

  /**
   * @param {View} view
   * @param {HTMLInputElement} box
   */
  function bindSwitch(view, box) {
    const layer = view.layers.get(box.dataset.layer);
    if (!layer) {
      box.disabled = true;
      return;
    }
    const follow = () => { box.checked = view.map.hasLayer(layer.group); };
    follow();
    layer.group.on('add remove', follow);
    box.addEventListener('change', () => {
      if (box.checked) view.map.addLayer(layer.group);
      else view.map.removeLayer(layer.group);
    });
  }

  /** @param {View} view */
  function bindSwitches(view) {
    document.querySelectorAll('input[data-layer]').forEach((box) => bindSwitch(view, box));
  }

  Object.assign(geoApp, { bindSwitches });
})();
