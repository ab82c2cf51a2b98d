/*
 * Cross: the overlays go along when the reader turns to another language, which loads a page anew. What
 * the tab keeps for its session carries them over, and the next page takes them out of it.
 */
(function () {
  'use strict';

  /**
   * @param {string} packed
   * @returns {Promise<string>} the text that geoApp.pack was given
   */
  function inflate(packed) {
    const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
    const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
    return new Response(plain).text();
  }

  /**
   * @param {View} view
   * @returns {Promise<boolean>} whether the next page will have the overlays; there may be no room
   */
  async function handOver(view) {
    const documents = geoApp.overlayDocuments(view);
    const { lat, lng } = view.map.getCenter();
    try {
      const packed = await geoApp.pack(JSON.stringify({ documents, center: [lat, lng], zoom: view.map.getZoom() }));
      sessionStorage.setItem(geoApp.crossing, packed);
      return true;
    } catch {
      return false; // a browser may keep nothing for files, or not as much
    }
  }

  /**
   * Show the overlays that another page handed over, and what was seen: they may have widened the map.
   * @param {View} view
   * @param {string} packed
   * @returns {Promise<boolean>} whether they can be read
   */
  async function takeOver(view, packed) {
    try {
      const { documents, center, zoom } = geoApp.parseDocuments(view, await inflate(packed));
      geoApp.addDocuments(view, documents);
      geoApp.jumpTo(view, center, zoom);
      return true;
    } catch {
      return false;
    }
  }

  /** @param {HTMLAnchorElement} link of the switch; a file turns to what its address names */
  function goTo(link) {
    if (geoApp.inLanguage) location.hash = link.hash;
    else location.assign(link.href);
  }

  /**
   * @param {View} view
   * @param {HTMLAnchorElement} link would lose the overlays: the reader is told before
   */
  function warn(view, link) {
    const text = geoApp.word(view, 'cross_lost');
    const without = geoApp.noticeButton(geoApp.word(view, 'cross_without'), () => goTo(link));
    geoApp.showNotice(view, 'cross', [text, without]);
    geoApp.say(text);
    without.focus();
  }

  /**
   * @param {View} view
   * @param {MouseEvent} event
   */
  async function cross(view, event) {
    const { target, button, ctrlKey, metaKey, shiftKey, altKey } = event;
    /** @type {HTMLAnchorElement | null} */
    const link = target instanceof Element ? target.closest('.languages a') : null;
    // Another tab or window gets a page of its own.
    if (!link || button || ctrlKey || metaKey || shiftKey || altKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (await handOver(view)) goTo(link);
    else warn(view, link);
  }

  /** @param {View} view */
  function crossLanguages(view) {
    geoApp.handOver = () => handOver(view);
    document.addEventListener('click', (event) => cross(view, event), true);
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ crossLanguages, takeOver }));
})();
