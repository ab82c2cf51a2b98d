/* Tools beside the two views: full screen, measure, share. */
/** @typedef {'share' | 'table' | 'report'} CopiedName */

(function () {
  'use strict';

  const SECONDS_SEEN = 6;

  /**
   * @param {View} view
   * @returns {HTMLElement[]} none where the browser, or the page around, does not allow it
   */
  function fullScreenButtons(view) {
    if (!document.fullscreenEnabled) return [];
    const button = geoApp.makeButton('full', geoApp.word(view, 'full'), () => {
      const done = document.fullscreenElement
        ? document.exitFullscreen() : document.documentElement.requestFullscreen();
      done.catch(() => {}); // refused: the page stays as it is
    });
    document.addEventListener('fullscreenchange', () => {
      const title = geoApp.word(view, document.fullscreenElement ? 'full_off' : 'full');
      geoApp.setAttributes(button, { title, 'aria-label': title });
    });
    return [button];
  }

  /**
   * @param {View} view
   * @returns {string} the address of what is seen now; its language too, where a server has several
   */
  function shareAddress(view) {
    const address = new URL(geoApp.writeAddress(view));
    if (document.querySelector('.languages') && !geoApp.inLanguage) {
      address.searchParams.set('lang', document.documentElement.lang);
    }
    return address.href;
  }

  /**
   * @param {View} view
   * @param {string} name of what is copied
   * @param {string} text shown selected, for who can only copy by hand
   */
  function showText(view, name, text) {
    const label = geoApp.word(view, `${name}_field`);
    const field = geoApp.html(text.includes('\n') ? 'textarea' : 'input', { readonly: '', 'aria-label': label });
    field.value = text;
    geoApp.showNotice(view, name, [label, field]);
    field.focus();
    field.select();
  }

  /**
   * Copy a text, and say so.
   * @param {View} view
   * @param {CopiedName} name of what is copied: of its notice and its words
   * @param {string} text
   */
  async function copyText(view, name, text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      showText(view, name, text);
      return;
    }
    const done = geoApp.word(view, `${name}_copied`);
    const notice = geoApp.showNotice(view, name, [done]);
    geoApp.say(done);
    setTimeout(() => {
      if (notice.isConnected && !notice.contains(document.activeElement)) geoApp.hideNotice(view, name);
    }, SECONDS_SEEN * 1000);
  }

  /**
   * @param {View} view
   * @returns {HTMLElement[]} the tools that work here
   */
  function toolButtons(view) {
    const hasAddress = location.protocol !== 'about:';
    return [
      ...fullScreenButtons(view),
      geoApp.measureButton(view),
      ...(document.getElementById('tables') ? [geoApp.tableButton(view)] : []),
      ...(hasAddress ? [geoApp.makeButton('share', geoApp.word(view, 'share'), () =>
        copyText(view, 'share', shareAddress(view)))] : []),
    ];
  }

  Object.assign(geoApp, { copyText, fullScreenButtons, toolButtons });
})();
