/* The story: one chapter at a time beside the map, by button, key, link and address. */

/**
 * How the map gets to what a chapter tells of; it may stay where it is.
 * @typedef {'fly' | 'jump' | 'stay'} Travel
 */

/**
 * A chapter in the panel, as `story.html` writes it.
 * @typedef {HTMLElement & {dataset: {id: string, announcement: string}}} Chapter
 */

/** @typedef {HTMLElement & {dataset: {chapter: string}}} ChapterLink a link that opens a chapter */

(function () {
  'use strict';

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
    const cover = document.getElementById('story-cover');
    if (cover) cover.hidden = Boolean(chapter);
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
    geoApp.scrollPanel();
  }

  /**
   * @param {Chapter} chapter
   * @returns {string}
   */
  function idOf(chapter) {
    return chapter.dataset.id;
  }

  /**
   * @param {View} view
   * @returns {boolean} the chapter that is open is what the panel shows, and so the map tells of it
   */
  function isTold(view) {
    return Boolean(view.chapter) && !part('pane-story').hidden;
  }

  /** @param {View} view light what the chapter that is told names; else the lights are out */
  function followLights(view) {
    const { lit, layers } = specOf(view) || { lit: [], layers: [] };
    if (isTold(view)) geoApp.light(view, lit, layers);
    else geoApp.darken(view);
    geoApp.addressChanged(view);
  }

  /**
   * @param {View} view
   * @returns {ChapterSpec | null} what the map does at the chapter that is open
   */
  function specOf(view) {
    const specs = view.data.chapters || {};
    return view.chapter ? specs[idOf(view.chapter)] : null;
  }

  /**
   * Open a chapter: in the panel, and on the map once the sheet has settled.
   * @param {View} view
   * @param {Chapter} chapter
   * @param {Travel} travel
   */
  function openChapter(view, chapter, travel) {
    geoApp.closeCard(view);
    show(view, chapter);
    geoApp.chooseTab(part('tab-story'));
    if (view.folded) geoApp.setFolded(view, false);
    if (geoApp.isPhone()) geoApp.setSheet(view, 'half');
    geoApp.say(chapter.dataset.announcement);
    if (travel === 'stay') return;
    const settled = document.getElementById('panel')?.getAnimations().map((each) => each.finished) || [];
    Promise.allSettled(settled).then(() => {
      const spec = specOf(view);
      if (spec && view.chapter === chapter && isTold(view)) geoApp.travelTo(view, spec.view, travel === 'fly');
    });
  }

  /**
   * Open a chapter for a reader who came by button, key or link: its heading gets the focus.
   * @param {View} view
   * @param {Chapter} chapter
   */
  function readChapter(view, chapter) {
    openChapter(view, chapter, 'fly');
    const title = /** @type {HTMLElement} */ (chapter.querySelector('.chapter-title'));
    title.focus({ preventScroll: true });
  }

  /** @param {View} view back to the cover */
  function leaveStory(view) {
    if (!view.chapter) return;
    const hadFocus = view.chapter.contains(document.activeElement);
    show(view, null);
    followLights(view);
    if (hadFocus) (document.getElementById('tab-story') || view.map.getContainer()).focus({ preventScroll: true });
  }

  /**
   * @param {View} view
   * @param {number} step 1 or -1
   */
  function walk(view, step) {
    const next = chapters()[here(view) + step];
    if (next) readChapter(view, next);
  }

  /** @type {AddressPart} */
  const chapterPart = {
    name: 'chapter',
    write: ({ chapter }) => (chapter ? idOf(chapter) : null),
    read: (view, text, given) => {
      if (text === null) {
        leaveStory(view);
        return true;
      }
      const chapter = chapters().find((each) => idOf(each) === text);
      if (!chapter) return geoApp.word(view, 'unknown_chapter', text.slice(0, LONGEST));
      openChapter(view, chapter, given.has('view') || given.has('tab') ? 'stay' : 'jump');
      return true;
    },
  };

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
      readChapter(view, /** @type {Chapter} */ (chapter));
    });
    // Before the card's own Escape: while a card or a tool is open, that one is meant.
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !view.opened && !view.measure) leaveStory(view);
    }, true);
    document.addEventListener('tabchange', () => followLights(view));
  }

  /** @param {View} view */
  function startStory(view) {
    geoApp.keepLit(view);
    geoApp.addressParts.push(chapterPart);
    const pane = document.getElementById('pane-story');
    if (!pane) return;
    show(view, null);
    answerReader(view, pane);
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ readChapter, startStory }));
})();
