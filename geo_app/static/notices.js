/* Notices: one line on the map, said in the live region too. */

(function () {
  'use strict';

  /**
   * @param {string} text said politely by a screen reader
   */
  function say(text) {
    const announcer = document.getElementById('announcer');
    if (announcer) announcer.textContent = text;
  }

  /**
   * @param {View} view
   * @returns {HTMLElement} where notices stand: over the map, clear of its controls
   */
  function noticePlace(view) {
    if (!view.notices) {
      view.notices = geoApp.html('div', { class: 'notices' });
      view.map.getContainer().after(view.notices);
    }
    return view.notices;
  }

  /**
   * @param {string} text
   * @param {() => void} act
   * @returns {HTMLButtonElement}
   */
  function noticeButton(text, act) {
    const button = geoApp.html('button', { type: 'button', class: 'button' }, text);
    button.addEventListener('click', act);
    return button;
  }

  /**
   * @param {View} view
   * @param {string} name there is one notice of each name; the later replaces the earlier
   * @param {(Node | string)[]} parts
   * @param {(() => void) | null} [dismiss] what its close button does besides closing; null: no such button
   * @returns {HTMLElement}
   */
  function showNotice(view, name, parts, dismiss) {
    hideNotice(view, name);
    const notice = geoApp.html('div', { class: `notice notice-${name}` });
    const body = geoApp.html('div', { class: 'notice-body' });
    body.append(...parts);
    notice.append(body);
    if (dismiss !== null) {
      const label = geoApp.word(view, 'close');
      const close = noticeButton('×', () => {
        hideNotice(view, name);
        if (dismiss) dismiss();
        else view.map.getContainer().focus({ preventScroll: true });
      });
      close.className = 'notice-close';
      notice.append(geoApp.setAttributes(close, { 'aria-label': label, title: label }));
    }
    noticePlace(view).append(notice);
    if (view.arrangeSoon) view.arrangeSoon();
    return notice;
  }

  /**
   * @param {View} view
   * @param {string} name
   */
  function hideNotice(view, name) {
    const notice = view.notices && view.notices.querySelector(`.notice-${name}`);
    if (!notice) return;
    notice.remove();
    if (view.arrangeSoon) view.arrangeSoon();
  }

  /**
   * @param {View} view
   * @returns {string[]} ids of the layers that are drawn and can be switched, in their order
   */
  function switchable(view) {
    return [...view.layers.values()].filter(({ spec }) => spec.switch).map(({ id }) => id);
  }

  /**
   * @param {View} view
   * @returns {string[]} ids of the layers that are on, of those that can be switched
   */
  function shownLayers(view) {
    return switchable(view).filter((id) => geoApp.isShown(view, id));
  }

  /**
   * @param {View} view
   * @param {string[]} ids of all layers that are to be on, of those that can be switched
   */
  function showLayers(view, ids) {
    switchable(view).forEach((id) => {
      const { group } = /** @type {Layer} */ (view.layers.get(id));
      if (ids.includes(id)) view.map.addLayer(group);
      else view.map.removeLayer(group);
    });
  }

  /** @param {View} view say that no layer is on, for as long as none is */
  function tellEmptiness(view) {
    const all = switchable(view);
    if (!all.length || shownLayers(view).length) {
      hideNotice(view, 'layers');
      return;
    }
    const text = geoApp.word(view, 'layers_off');
    const first = view.settings.layers || [];
    const back = noticeButton(geoApp.word(view, 'layers_back'), () => {
      showLayers(view, first.length ? first : all);
      view.map.getContainer().focus({ preventScroll: true });
    });
    showNotice(view, 'layers', [text, back], null);
    say(text);
  }

  /** @param {View} view */
  function watchEmptiness(view) {
    const look = geoApp.oncePerFrame(() => tellEmptiness(view));
    view.layers.forEach(({ group }) => group.on('add remove', look));
    tellEmptiness(view);
  }

  Object.assign(geoApp, {
    hideNotice, noticeButton, say, showLayers, shownLayers, showNotice, switchable, watchEmptiness,
  });
})();
