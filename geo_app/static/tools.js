/* Tools beside the two views: full screen, measure, share. */
(function () {
  'use strict';

  const SECONDS_SEEN = 6;

  /**
   * @param {View} view
   * @returns {HTMLElement}
   */
  function fullScreenButton(view) {
    const button = geoApp.makeButton('full', geoApp.word(view, 'full'), () => {
      const done = document.fullscreenElement
        ? document.exitFullscreen() : document.documentElement.requestFullscreen();
      done.catch(() => {}); // refused: the page stays as it is
    });
    document.addEventListener('fullscreenchange', () => {
      const title = geoApp.word(view, document.fullscreenElement ? 'full_off' : 'full');
      geoApp.setAttributes(button, { title, 'aria-label': title });
    });
    return button;
  }

  /**
   * @param {View} view
   * @returns {string} the address of what is seen now; its language too, where there are several
   */
  function shareAddress(view) {
    const address = new URL(geoApp.writeAddress(view));
    if (document.querySelector('.languages')) {
      address.searchParams.set('lang', document.documentElement.lang);
    }
    return address.href;
  }

  /**
   * @param {View} view
   * @param {string} address shown selected, for who can only copy by hand
   */
  function showAddress(view, address) {
    const text = geoApp.word(view, 'share_field');
    const field = geoApp.html('input', { type: 'text', readonly: '', value: address, 'aria-label': text });
    geoApp.showNotice(view, 'share', [text, field]);
    field.focus();
    field.select();
  }

  /** @param {View} view copy the address, and say so */
  async function share(view) {
    const address = shareAddress(view);
    try {
      await navigator.clipboard.writeText(address);
    } catch {
      showAddress(view, address);
      return;
    }
    const text = geoApp.word(view, 'shared');
    const notice = geoApp.showNotice(view, 'share', [text]);
    geoApp.say(text);
    setTimeout(() => {
      if (notice.isConnected && !notice.contains(document.activeElement)) geoApp.hideNotice(view, 'share');
    }, SECONDS_SEEN * 1000);
  }

  /**
   * @param {View} view
   * @returns {HTMLElement[]} the tools that work here
   */
  function toolButtons(view) {
    const hasAddress = location.protocol !== 'about:';
    return [
      ...(document.fullscreenEnabled ? [fullScreenButton(view)] : []),
      geoApp.measureButton(view),
      ...(hasAddress ? [geoApp.makeButton('share', geoApp.word(view, 'share'), () => share(view))] : []),
    ];
  }

  Object.assign(geoApp, { toolButtons });
})();
