/* Ask: whether latitude and longitude are swapped, where it looks so; nothing is turned unasked. */
(function () {
  'use strict';

  /** @type {[word: string, swap: boolean | null][]} */
  const ANSWERS = [['swap_yes', true], ['swap_no', false], ['swap_leave', null]];

  /**
   * @param {View} view
   * @param {OverlayJob} job in whose place it is asked
   * @param {string} text with an example
   * @param {(swap: boolean | null) => void} answer null: the file is left out
   */
  function askSwapped(view, { element, file, hasFocus }, text, answer) {
    const [name, body] = [geoApp.freshId(), geoApp.freshId()];
    const group = geoApp.html('div', { role: 'alertdialog', 'aria-labelledby': name, 'aria-describedby': body, tabindex: -1 });
    const actions = geoApp.html('p', { class: 'own-actions' });
    actions.append(...ANSWERS.map(([word, swap]) => geoApp.wordButton(geoApp.word(view, word), () => answer(swap))));
    group.append(
      geoApp.html('strong', { id: name, dir: 'auto' }, file.name), geoApp.html('p', { id: body, dir: 'auto' }, text), actions);
    element.replaceChildren(group);
    geoApp.say(`${file.name}: ${text}`);
    if (hasFocus()) group.focus();
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ askSwapped }));
})();
