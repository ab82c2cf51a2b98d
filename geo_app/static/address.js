/*
 * The address: what the reader sees stands after its "#", and is restored from there.
 * A subject takes part with an entry of geoApp.addressParts, in place before the map starts:
 *   name: its key
 *   write(view): its text; null while it is as at first
 *   read(view, text, given): take its state from the text, or with null go back to that at first;
 *     `given` is the Map of all keys of the address. False if it cannot.
 *   start(view), optional: remember how it is at first
 * and calls geoApp.addressChanged(view) when it changes.
 */
(function () {
  'use strict';

  const PAUSE = 250;
  const LONGEST = 2000;

  /** @type {object[]} */
  const addressParts = [];

  /**
   * A chapter is carried through untouched on a page without a story.
   * @returns {object} a part of the address
   */
  function carryChapter() {
    let kept = null;
    return {
      name: 'chapter',
      write: () => kept,
      read: (view, text) => {
        const isId = text === null || /^[\w.-]{1,64}$/.test(text);
        if (isId) kept = text;
        return isId;
      },
    };
  }

  /**
   * @param {View} view
   * @returns {string} what stands after the "#"
   */
  function fragmentOf(view) {
    return view.addressParts
      .map((part) => [part.name, part.write(view)])
      .filter(([, text]) => text !== null)
      .map(([name, text]) => `${name}=${encodeURIComponent(text).replace(/%(2C|40)/g, decodeURIComponent)}`)
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
    document.querySelectorAll('.languages a, #export-button').forEach((link) => { link.hash = fragment; });
    try {
      history.replaceState(null, '', address);
    } catch (error) {
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
   * @returns {Map<string, ?string>} its keys and texts; null where a text cannot be read
   */
  function parse(fragment) {
    if (fragment.length > LONGEST) return new Map([['', null]]);
    return new Map(fragment.split('&').map((pair) => {
      const [name, ...text] = pair.split('=');
      try {
        return [name, decodeURIComponent(text.join('='))];
      } catch (error) {
        return [name, null];
      }
    }));
  }

  /**
   * @param {View} view
   * @param {Map<string, ?string>} given
   * @returns {boolean} all of it was understood
   */
  function restoreParts(view, given) {
    // From the last part to the first, a chapter before a view; the card at the end, on the map
    // as it then is.
    const parts = [...view.addressParts].reverse()
      .sort((one, other) => Number(one.name === 'open') - Number(other.name === 'open'));
    const known = parts.filter((part) => typeof given.get(part.name) === 'string');
    const read = known.filter((part) => part.read(view, given.get(part.name), given) !== false);
    return read.length === given.size;
  }

  /**
   * Links of the plain document: a card opens, other anchors are the browser's business.
   * @param {View} view
   * @param {string} fragment
   * @returns {boolean} it leads somewhere
   */
  function followAnchor(view, fragment) {
    const card = /^card-(.+)$/.exec(fragment);
    if (!card) return !fragment || Boolean(document.getElementById(fragment));
    geoApp.openCard(view, card[1]);
    return view.features.has(card[1]);
  }

  /**
   * @param {View} view
   * @param {boolean} again first go back to how everything was at first
   */
  function restore(view, again) {
    const fragment = location.hash.slice(1);
    const isState = fragment.includes('=') || fragment.length > LONGEST;
    if (again && (isState || !fragment)) view.addressParts.forEach((part) => part.read(view, null, new Map()));
    const understood = isState ? restoreParts(view, parse(fragment)) : followAnchor(view, fragment);
    if (isState) view.fragment = null;
    if (understood) geoApp.hideNotice(view, 'address');
    else {
      const text = geoApp.word(view, 'address_bad');
      geoApp.showNotice(view, 'address', [text]);
      geoApp.say(text);
      view.fragment = null;
    }
    addressChanged(view);
  }

  /** @param {View} view */
  function startAddress(view) {
    const parts = [...geoApp.ownAddressParts, ...addressParts];
    if (!parts.some((part) => part.name === 'chapter')) parts.push(carryChapter());
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
