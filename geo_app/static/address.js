/*
 * The address: what the reader sees stands after its "#", and is restored from there.
 * A subject takes part with an entry of geoApp.addressParts, in place before the map starts:
 *   name: its key
 *   write(view): its text; null while it is as at first
 *   read(view, text, given): take its state from the text, or with null go back to that at first;
 *     `given` is the Map of all keys of the address. False if it cannot, or what to say of it.
 *   start(view), optional: remember how it is at first
 * and calls geoApp.addressChanged(view) when it changes.
 */

/**
 * What stands in the address under one key.
 * @typedef {object} AddressPart
 * @property {string} name
 * @property {(view: View) => string | null} write
 * @property {(view: View, text: string | null, given: Map<string, string | null>) => boolean | string} read
 * @property {(view: View) => void} [start]
 */

(function () {
  'use strict';

  const PAUSE = 250;
  const LONGEST = 2000;

  /** @type {AddressPart[]} */
  const addressParts = geoApp.addressParts || [];

  /**
   * @param {View} view
   * @returns {string} what stands after the "#"
   */
  function fragmentOf(view) {
    return view.addressParts
      .map((part) => [part.name, part.write(view)])
      .filter(([, text]) => text !== null)
      .map(([name, text]) => `${name}=${encodeURIComponent(/** @type {string} */ (text)).replace(/%(2C|40)/g, decodeURIComponent)}`)
      .join('&');
  }

  /**
   * Put what is seen into the address, and into the links that lead on from here.
   * @param {View} view
   * @returns {string} the whole address
   */
  function writeAddress(view) {
    const fragment = fragmentOf(view);
    const bare = location.href.split('#')[0];
    const address = fragment ? `${bare}#${fragment}` : bare;
    if (fragment === view.fragment) return address;
    view.fragment = fragment;
    /** @type {NodeListOf<HTMLAnchorElement>} */ (
      document.querySelectorAll('.languages a, [data-export], [data-follow]')).forEach((link) => {
      link.hash = geoApp.inLanguage ? geoApp.inLanguage(fragment, link.hreflang) : fragment;
    });
    try {
      history.replaceState(history.state, '', address);
    } catch {
      // A frame without an address of its own, or a browser that has had too many: it stays.
    }
    return address;
  }

  /** @param {View} view write the address once things have come to rest */
  function addressChanged(view) {
    clearTimeout(view.addressTimer);
    view.addressTimer = setTimeout(() => writeAddress(view), PAUSE);
  }

  /**
   * @param {string} fragment
   * @returns {Map<string, string | null>} its keys and texts; null where a text cannot be read
   */
  function parse(fragment) {
    if (fragment.length > LONGEST) return new Map([['', null]]);
    return new Map(fragment.split('&').map((pair) => {
      const [name, ...text] = pair.split('=');
      try {
        return [name, decodeURIComponent(text.join('='))];
      } catch {
        return [name, null];
      }
    }));
  }

  /**
   * @param {View} view
   * @param {Map<string, string | null>} given
   * @returns {string[]} what to say of that which was not understood
   */
  function restoreParts(view, given) {
    // From the last part to the first, a chapter before a view; the card at the end, on the map
    // as it then is.
    const parts = [...view.addressParts].reverse()
      .sort((one, other) => Number(one.name === 'open') - Number(other.name === 'open'));
    const known = parts.filter((part) => typeof given.get(part.name) === 'string');
    const answers = known.map((part) => part.read(view, /** @type {string} */ (given.get(part.name)), given));
    const told = answers.filter((answer) => typeof answer === 'string');
    const isPartBad = known.length < given.size || answers.includes(false);
    return isPartBad ? [geoApp.word(view, 'address_bad'), ...told] : told;
  }

  /**
   * Links of the plain document: a card opens, other anchors are the browser's business.
   * @param {View} view
   * @param {string} fragment
   * @returns {string[]} what to say where it leads nowhere
   */
  function followAnchor(view, fragment) {
    const card = /^card-(.+)$/.exec(fragment);
    if (card) geoApp.openCard(view, card[1]);
    const leads = card ? view.features.has(card[1]) : !fragment || document.getElementById(fragment);
    return leads ? [] : [geoApp.word(view, 'address_bad')];
  }

  /**
   * @param {View} view
   * @param {boolean} again first go back to how everything was at first
   */
  function restore(view, again) {
    const fragment = location.hash.slice(1);
    const isState = fragment.includes('=') || fragment.length > LONGEST;
    if (again && (isState || !fragment)) view.addressParts.forEach((part) => part.read(view, null, new Map()));
    const complaints = isState ? restoreParts(view, parse(fragment)) : followAnchor(view, fragment);
    // An anchor has taken the place of what is seen, which is written there again.
    if (isState || complaints.length || view.fragment) view.fragment = null;
    geoApp.hideNotice(view, 'address');
    if (complaints.length) {
      const text = complaints.join(' ');
      geoApp.showNotice(view, 'address', [text]);
      geoApp.say(text);
    }
    addressChanged(view);
  }

  /** @param {View} view */
  function startAddress(view) {
    const parts = [...geoApp.ownAddressParts, ...addressParts];
    view.addressParts = parts;
    view.fragment = '';
    parts.forEach((part) => part.start && part.start(view));
    const soon = () => addressChanged(view);
    view.map.on('moveend popupopen popupclose', soon);
    view.layers.forEach(({ group }) => group.on('add remove', soon));
    document.addEventListener('keyup', soon);
    // A link that is followed at once takes the latest along.
    document.addEventListener('click', () => writeAddress(view), true);
    document.addEventListener('click', soon);
    window.addEventListener('hashchange', () => restore(view, true));
    restore(view, false);
  }

  Object.assign(geoApp, { addressChanged, addressParts, startAddress, writeAddress });
})();
