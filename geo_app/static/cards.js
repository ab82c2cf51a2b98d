/* Cards: what the page says of a place, a route or a country, and how a screen reader names it. */

(function () {
  'use strict';

  const HEADLINE_PARTS = ':scope > p:first-child, :scope > .figure-value, :scope > strong, :scope > a';
  /** Of Leaflet's popups, and a little more, in milliseconds. */
  const FADE = 300;

  /**
   * The cards wait unseen at the foot of the page, where links lead to them; each becomes a popup's
   * content later.
   * @param {View} view
   */
  function takeCards(view) {
    /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('#cards > .card')).forEach((card) => {
      view.cards.set(card.id.replace(/^card-/, ''), card);
    });
  }

  /**
   * A link to a card of the page has its target whether the card is open or not.
   * @param {View} view
   * @param {MapFeature} feature whose popup has closed
   */
  function putCardBack(view, feature) {
    const card = view.cards.get(/** @type {string} */ (feature.card));
    if (!card?.dataset.kind) return;
    // Until then the popup fades, with the card in it.
    setTimeout(() => { if (!card.isConnected) document.getElementById('cards')?.append(card); }, FADE);
  }

  /**
   * @param {View} view
   * @param {string} title
   * @param {string | null} [id] of its card
   * @returns {string} what a screen reader says of a feature: its name, its kind and what its card
   *     says of it alone: a figure, a fact, its length, the ports that lead to it
   */
  function nameFeature(view, title, id) {
    const card = id && view.cards.get(id);
    if (!card) return title;
    const kind = card.querySelector('.card-kind');
    const headline = card.querySelector('[data-headline]');
    const parts = [geoApp.apart(title), tidy(kind), ...(headline ? headlineParts(headline) : [])];
    return parts.filter(Boolean).join(geoApp.word(view, 'comma'));
  }

  /**
   * @param {Element} headline a figure, a fact, a length or links
   * @returns {string[]} what it says, without scope, period and sources
   */
  function headlineParts(headline) {
    const [aspect, fact] = headline.querySelectorAll(':scope > dt, :scope > dd');
    if (fact) {
      const words = /** @type {Element} */ (fact.cloneNode(true));
      words.querySelectorAll('cite').forEach((cite) => cite.remove());
      return [`${tidy(aspect)} ${tidy(words)}`];
    }
    return [...headline.querySelectorAll(HEADLINE_PARTS)].map(tidy);
  }

  /**
   * @param {Node | null} node
   * @returns {string} what it says, on one line
   */
  function tidy(node) {
    // Spaces that hold a number together stay.
    return (node?.textContent || '').trim().replace(/[ \n]+/g, ' ');
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ nameFeature, putCardBack, takeCards }));
})();
