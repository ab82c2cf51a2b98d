/* The panel: its tabs; at the desk it folds, on the phone it is a sheet. */
(function () {
  'use strict';

  /** @returns {HTMLElement[]} */
  function tabs() {
    return Array.from(document.querySelectorAll('.tabs [role="tab"]'));
  }

  /** Show what the panel holds from its beginning; a low sheet scrolls as a whole, here up to its tabs. */
  function scrollPanel() {
    const [panel, body, handle] = ['panel', 'panel-body', 'panel-handle'].map((id) =>
      /** @type {HTMLElement} */ (document.getElementById(id)));
    if (!body) return;
    body.scrollTop = 0;
    const isOpen = geoApp.isLow() && panel.dataset.stop !== 'peek';
    panel.scrollTop = isOpen ? body.offsetTop - handle.offsetHeight : 0;
  }

  /** @param {HTMLElement} chosen */
  function markTab(chosen) {
    tabs().forEach((tab) => {
      const isChosen = tab === chosen;
      tab.setAttribute('aria-selected', String(isChosen));
      tab.tabIndex = isChosen ? 0 : -1;
      const pane = document.getElementById(
        /** @type {string} */ (tab.getAttribute('aria-controls')));
      if (pane) pane.hidden = !isChosen;
    });
  }

  /** @param {HTMLElement} chosen */
  function chooseTab(chosen) {
    markTab(chosen);
    scrollPanel();
    document.dispatchEvent(new Event('tabchange'));
  }

  /**
   * Arrow keys, Home and End walk the tabs.
   * @param {KeyboardEvent} event
   */
  function walkTabs(event) {
    const all = tabs();
    const here = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    if (here < 0) return;
    const ahead = geoApp.isRightToLeft() ? 'ArrowLeft' : 'ArrowRight';
    const back = geoApp.isRightToLeft() ? 'ArrowRight' : 'ArrowLeft';
    const steps = { [ahead]: here + 1, [back]: here - 1, Home: 0, End: all.length - 1 };
    if (!(event.key in steps)) return;
    event.preventDefault();
    const next = all[(steps[event.key] + all.length) % all.length];
    chooseTab(next);
    next.focus();
  }

  /**
   * @param {View} view
   * @param {boolean} folded
   */
  function setFolded(view, folded) {
    view.folded = folded;
    /** @type {HTMLElement} */ (document.getElementById('app')).classList.toggle('is-folded', folded);
    tellPanel(view);
  }

  /** @param {View} view tell the handle and the hidden part of the panel how things are */
  function tellPanel(view) {
    const phone = geoApp.isPhone();
    const isOpen = phone ? view.stop !== 'peek' : !view.folded;
    const handle = document.getElementById('panel-handle');
    if (handle) handle.setAttribute('aria-expanded', String(isOpen));
    /** @type {HTMLElement} */ (document.getElementById('panel-body')).inert = !isOpen;
    if (view.arrangeSoon) view.arrangeSoon();
  }

  /** @param {View} view the handle's press: the next stop, or fold and unfold */
  function pressHandle(view) {
    if (!geoApp.isPhone()) setFolded(view, !view.folded);
    else geoApp.setSheet(view, geoApp.nextStop(view.stop));
  }

  /**
   * @param {View} view
   * @returns {Generator<Pause>} the steps of it
   */
  function* startPanel(view) {
    const panel = document.getElementById('panel');
    if (!panel || !document.getElementById('panel-body')) return;
    const handle = /** @type {HTMLElement} */ (document.getElementById('panel-handle'));
    tabs().forEach((tab) => tab.addEventListener('click', () => chooseTab(tab)));
    /** @type {HTMLElement} */ (panel.querySelector('.tabs')).addEventListener('keydown', walkTabs);
    markTab(tabs().find((tab) => tab.getAttribute('aria-selected') === 'true') || tabs()[0]);
    view.folded = false;
    yield;
    geoApp.setSheet(view, 'peek');
    handle.addEventListener('click', () => { if (!view.dragged) pressHandle(view); });
    [handle, /** @type {HTMLElement | null} */ (panel.querySelector('.panel-head'))].forEach((grip) =>
      grip && geoApp.followPointer(view, panel, grip));
    panel.addEventListener('transitionend', () => view.arrangeSoon && view.arrangeSoon());
    const reopen = () => { setFolded(view, false); if (view.stop === 'peek') geoApp.setSheet(view, 'half'); };
    /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('.skip-link')).forEach((skip) =>
      skip.addEventListener('click', (event) => {
        event.preventDefault();
        reopen();
        const aim = /** @type {HTMLElement} */ (document.getElementById(skip.dataset.to || '')
          || tabs().find((each) => each.tabIndex === 0));
        if (tabs().includes(aim)) chooseTab(aim);
        aim.focus();
      }));
    window.matchMedia('(max-width: 720px)').addEventListener('change', () => {
      setFolded(view, false);
      geoApp.setSheet(view, view.stop);
    });
    window.addEventListener('resize', () => geoApp.isPhone() && geoApp.setSheet(view, view.stop));
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({
    chooseTab, scrollPanel, setFolded, startPanel, tellPanel,
  }));
})();
