/* The story: one chapter at a time beside the map, by button, key, link and address. */
(function () {
  'use strict';

  const KEY = 'chapter=';
  const LONGEST = 60;

  /** @returns {HTMLElement[]} */
  function chapters() {
    return Array.from(document.querySelectorAll('#pane-story .chapter'));
  }

  /** @returns {string[]} the parts of the address's fragment: `a=b&c=d` */
  function addressParts() {
    return location.hash.slice(1).split('&').filter(Boolean);
  }

  /** @returns {?string} the chapter that the address names */
  function chapterInAddress() {
    const part = addressParts().find((each) => each.startsWith(KEY));
    if (!part) return null;
    try {
      return decodeURIComponent(part.slice(KEY.length));
    } catch (error) {
      return part.slice(KEY.length);
    }
  }

  /** @param {?string} id write the chapter into the address, beside whatever else is there */
  function writeAddress(id) {
    const parts = addressParts().filter((each) => !each.startsWith(KEY));
    if (id) parts.push(KEY + encodeURIComponent(id));
    const bare = location.href.split('#')[0];
    try {
      history.replaceState(history.state, '', parts.length ? `${bare}#${parts.join('&')}` : bare);
    } catch (error) {
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
    return chapters().indexOf(view.chapter);
  }

  /**
   * Show one chapter, or the cover, in the panel.
   * @param {View} view
   * @param {?HTMLElement} chapter
   */
  function show(view, chapter) {
    view.chapter = chapter;
    chapters().forEach((each) => { each.hidden = each !== chapter; });
    document.getElementById('story-cover').hidden = Boolean(chapter);
    document.getElementById('story-bar').hidden = !chapter;
    if (!chapter) return;
    const all = chapters();
    document.getElementById('story-number').textContent = chapter.querySelector('.chapter-number').textContent;
    document.getElementById('story-back').disabled = chapter === all[0];
    document.getElementById('story-ahead').disabled = chapter === all[all.length - 1];
    document.querySelectorAll('.story-contents a').forEach((link) => (
      link.dataset.chapter === idOf(chapter)
        ? link.setAttribute('aria-current', 'true') : link.removeAttribute('aria-current')));
    document.getElementById('panel-body').scrollTop = 0;
  }

  /**
   * @param {HTMLElement} chapter
   * @returns {string}
   */
  function idOf(chapter) {
    return chapter.dataset.id;
  }

  /**
   * Open a chapter: in the panel, in the address, and on the map once the sheet has settled.
   * @param {View} view
   * @param {HTMLElement} chapter
   * @param {boolean} [focused] the reader came by button, key or link: the heading gets the focus
   */
  function openChapter(view, chapter, focused) {
    const panel = document.getElementById('panel');
    geoApp.closeCard(view);
    geoApp.chooseTab(document.getElementById('tab-story'));
    show(view, chapter);
    if (view.folded) geoApp.setFolded(view, false);
    if (geoApp.isPhone()) geoApp.setSheet(view, 'half');
    if (focused) chapter.querySelector('.chapter-title').focus({ preventScroll: true });
    writeAddress(idOf(chapter));
    announce(chapter.dataset.announcement);
    const settled = panel.getAnimations().map((each) => each.finished);
    Promise.allSettled(settled).then(() => view.chapter === chapter && showOnMap(view, chapter));
  }

  /**
   * @param {View} view
   * @param {HTMLElement} chapter
   */
  function showOnMap(view, chapter) {
    const told = view.data.chapters[idOf(chapter)];
    geoApp.light(view, told.lit, told.layers);
    geoApp.flyTo(view, told.view);
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
    const step = { ArrowRight: forward, ArrowLeft: -forward }[event.key];
    if (!step) return;
    event.preventDefault();
    walk(view, step);
  }

  /**
   * @param {View} view
   * @param {HTMLElement} pane
   */
  function answerReader(view, pane) {
    document.getElementById('story-back').addEventListener('click', () => walk(view, -1));
    document.getElementById('story-ahead').addEventListener('click', () => walk(view, 1));
    pane.addEventListener('keydown', (event) => walkByKey(view, event));
    pane.addEventListener('click', (event) => {
      const link = event.target instanceof Element && event.target.closest('[data-chapter]');
      if (!link) return;
      event.preventDefault();
      openChapter(view, chapters().find((each) => idOf(each) === link.dataset.chapter), true);
    });
    // Before the card's own Escape: while a card is open, that one is meant.
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !view.opened) leaveStory(view);
    }, true);
    document.getElementById('panel').addEventListener('tabchange', () => {
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

  Object.assign(geoApp, { startStory });
})();
