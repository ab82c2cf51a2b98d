/* Phrases: words with several values, numbers as the page's language writes them, and plain controls. */
(function () {
  'use strict';

  /* Groups from five digits on: most numbers of four are years. */
  const numbers = new Intl.NumberFormat(geoApp.numerals(), /** @type {Intl.NumberFormatOptions} */ (
    /** @type {unknown} */ ({ maximumFractionDigits: 3, useGrouping: 'min2' })));
  let made = 0;

  /**
   * @param {View} view
   * @param {string} name of the word
   * @param {Record<string, string | number>} values that take the places of %(name)s; numbers are written out
   * @returns {string}
   */
  function phrase(view, name, values) {
    return geoApp.word(view, name).replace(/%\((\w+)\)s/g, (_, key) => {
      const value = values[key];
      return typeof value === 'number' ? number(value) : value;
    });
  }

  /**
   * @param {number} value
   * @returns {string}
   */
  function number(value) {
    return numbers.format(value);
  }

  /** @returns {string} an id that no other element has */
  function freshId() {
    made += 1;
    return `own-${made}`;
  }

  /**
   * A button that reads as a word of the line in which it stands.
   * @param {string} text
   * @param {(button: HTMLButtonElement) => void} act
   * @param {Attributes} [attributes]
   * @returns {HTMLButtonElement}
   */
  function wordButton(text, act, attributes) {
    const button = geoApp.html('button', { type: 'button', class: 'word-button', ...attributes }, text);
    button.addEventListener('click', () => act(button));
    return button;
  }

  /**
   * @param {string} text
   * @param {HTMLElement} control
   * @returns {HTMLLabelElement}
   */
  function labelled(text, control) {
    const label = geoApp.html('label');
    label.append(geoApp.html('span', {}, text), control);
    return label;
  }

  /**
   * @param {[value: string, text: string][]} choices
   * @param {string} chosen
   * @param {(value: string) => void} choose
   * @returns {HTMLSelectElement}
   */
  function selection(choices, chosen, choose) {
    const select = geoApp.html('select');
    select.append(...choices.map(([value, text]) => geoApp.html('option', { value }, text)));
    select.value = chosen;
    select.addEventListener('change', () => choose(select.value));
    return select;
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({
    freshId, labelled, number, phrase, selection, wordButton,
  }));
})();
