/* The story: one chapter at a time beside the map, by button, key, link and address. */

/**
 * A chapter in the panel, as `story.html` writes it.
 * @typedef {HTMLElement & {dataset: {id: string, announcement: string}}} Chapter
 */

/** @typedef {HTMLElement & {dataset: {chapter: string}}} ChapterLink a link that opens a chapter */

(function () {
  'use strict';

  const KEY = 'chapter=';
  const LONGEST = 60;

  /** @returns {Chapter[]} */
  function chapters() {
    return Array.from(document.querySelectorAll('#pane-story .chapter'));
  }

  /**
   * @param {string} id
   * @returns {HTMLElement} a part of the panel that is there wherever the story is
   */
  function part(id) {
    return /** @type {HTMLElement} */ (document.getElementById(id));
  }

  /**
   * @param {string} id
   * @returns {HTMLButtonElement}
   */
  function button(id) {
    return /** @type {HTMLButtonElement} */ (part(id));
  }

  /** @returns {string[]} the parts of the address's fragment: `a=b&c=d` */
  function addressParts() {
    return location.hash.slice(1).split('&').filter(Boolean);
  }

  /** @returns {?string} the chapter that the address names */
  function chapterInAddress() {
    const named = addressParts().find((each) => each.startsWith(KEY));
    if (!named) return null;
    try {
      return decodeURIComponent(named.slice(KEY.length));
    } catch {
      return named.slice(KEY.length);
    }
  }

  /** @param {?string} id write the chapter into the address, beside whatever else is there */
  function writeAddress(id) {
    const parts = addressParts().filter((each) => !each.startsWith(KEY));
    if (id) parts.push(KEY + encodeURIComponent(id));
    const bare = location.href.split('#')[0];
    try {
      history.replaceState(history.state, '', parts.length ? `${bare}#${parts.join('&')}` : bare);
    } catch {
      // A page without an address of its own, as in a notebook's frame: it is told nothing.
    }
  }

  /** @param {string} text */
  function announce(text) {
    const announcer = document.getElementById('announcer');
    if (announcer) announcer.textContent = text;
  }

  /**
   * @param {View} view
   * @returns {number} of the chapter that is open, from 0; -1 is the cover
   */
  function here(view) {
    return chapters().indexOf(/** @type {Chapter} */ (view.chapter));
  }

  /**
   * Show one chapter, or the cover, in the panel.
   * @param {View} view
   * @param {?Chapter} chapter
   */
  function show(view, chapter) {
    view.chapter = chapter;
    chapters().forEach((each) => { each.hidden = each !== chapter; });
    part('story-cover').hidden = Boolean(chapter);
    part('story-bar').hidden = !chapter;
    if (!chapter) return;
    const all = chapters();
    const number = /** @type {HTMLElement} */ (chapter.querySelector('.chapter-number'));
    part('story-number').textContent = number.textContent;
    button('story-back').disabled = chapter === all[0];
    button('story-ahead').disabled = chapter === all[all.length - 1];
    /** @type {NodeListOf<ChapterLink>} */ (document.querySelectorAll('.story-contents a')).forEach((link) => (
      link.dataset.chapter === idOf(chapter)
        ? link.setAttribute('aria-current', 'true') : link.removeAttribute('aria-current')));
    part('panel-body').scrollTop = 0;
  }

  /**
   * @param {Chapter} chapter
   * @returns {string}
   */
  function idOf(chapter) {
    return chapter.dataset.id;
  }

  /**
   * Open a chapter: in the panel, in the address, and on the map once the sheet has settled.
   * @param {View} view
   * @param {Chapter} chapter
   * @param {boolean} [focused] the reader came by button, key or link: the heading gets the focus
   */
  function openChapter(view, chapter, focused) {
    geoApp.closeCard(view);
    geoApp.chooseTab(part('tab-story'));
    show(view, chapter);
    if (view.folded) geoApp.setFolded(view, false);
    if (geoApp.isPhone()) geoApp.setSheet(view, 'half');
    const title = /** @type {HTMLElement} */ (chapter.querySelector('.chapter-title'));
    if (focused) title.focus({ preventScroll: true });
    writeAddress(idOf(chapter));
    announce(chapter.dataset.announcement);
    const settled = part('panel').getAnimations().map((each) => each.finished);
    Promise.allSettled(settled).then(() => view.chapter === chapter && showOnMap(view, chapter));
  }

  /**
   * @param {View} view
   * @param {Chapter} chapter
   */
  function showOnMap(view, chapter) {
    const specs = /** @type {Record<string, ChapterSpec>} */ (view.data.chapters);
    const spec = specs[idOf(chapter)];
    geoApp.light(view, spec.lit, spec.layers);
    geoApp.flyTo(view, spec.view);
  }

  /** @param {View} view the lights go out, and the address forgets the chapter */
  function leaveStory(view) {
    if (!view.chapter) return;
    geoApp.light(view, []);
    writeAddress(null);
  }

  /**
   * @param {View} view
   * @param {number} step 1 or -1
   */
  function walk(view, step) {
    const next = chapters()[here(view) + step];
    if (next) openChapter(view, next, true);
  }

  /**
   * Open the chapter of the address; one that is not there is told of, and the map stays as it is.
   * @param {View} view
   */
  function followAddress(view) {
    const id = chapterInAddress();
    if (id === null) return;
    const chapter = chapters().find((each) => idOf(each) === id);
    if (chapter) {
      if (chapter !== view.chapter || !view.lit.size) openChapter(view, chapter);
      return;
    }
    writeAddress(null);
    announce(geoApp.word(view, 'unknown_chapter', id.slice(0, LONGEST)));
    const note = document.getElementById('story-unknown');
    if (!note) return;
    leaveStory(view);
    show(view, null);
    note.hidden = false;
    geoApp.showHome(view);
  }

  /**
   * The arrow keys walk the chapters while the focus is in the story.
   * @param {View} view
   * @param {KeyboardEvent} event
   */
  function walkByKey(view, event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const forward = geoApp.isRightToLeft() ? -1 : 1;
    /** @type {Record<string, number>} */
    const steps = { ArrowRight: forward, ArrowLeft: -forward };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    walk(view, step);
  }

  /**
   * @param {View} view
   * @param {HTMLElement} pane
   */
  function answerReader(view, pane) {
    part('story-back').addEventListener('click', () => walk(view, -1));
    part('story-ahead').addEventListener('click', () => walk(view, 1));
    pane.addEventListener('keydown', (event) => walkByKey(view, event));
    pane.addEventListener('click', (event) => {
      const link = event.target instanceof Element
        && /** @type {ChapterLink | null} */ (event.target.closest('[data-chapter]'));
      if (!link) return;
      event.preventDefault();
      const chapter = chapters().find((each) => idOf(each) === link.dataset.chapter);
      openChapter(view, /** @type {Chapter} */ (chapter), true);
    });
    // Before the card's own Escape: while a card is open, that one is meant.
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !view.opened) leaveStory(view);
    }, true);
    part('panel').addEventListener('tabchange', () => {
      if (pane.hidden) leaveStory(view);
    });
  }

  /** @param {View} view */
  function startStory(view) {
    geoApp.keepLit(view);
    const pane = document.getElementById('pane-story');
    // Their ids serve readers without script; with it, the browser would scroll the panel to them.
    chapters().forEach((each) => each.removeAttribute('id'));
    if (pane) {
      show(view, null);
      answerReader(view, pane);
    }
    window.addEventListener('hashchange', () => followAddress(view));
    followAddress(view);
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ startStory }));
})();
