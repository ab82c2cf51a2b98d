/* What can be found, by all its names: places, routes, countries, figures, chapters, sources. */
(function () {
  'use strict';

  /**
   * @param {Element | undefined} root
   * @param {string} selector
   * @returns {string} what it says there, on one line
   */
  function textAt(root, selector) {
    return Array.from(root ? root.querySelectorAll(selector) : [], ({ textContent }) =>
      textContent.replace(/\s+/g, ' ').trim()).join(' · ');
  }

  /**
   * @param {Element} row
   * @returns {string} the language of its title, where all of it is in another than the page's
   */
  function titleLanguage(row) {
    const part = row.querySelector('cite bdi');
    return part && part.textContent === textAt(row, 'cite') ? /** @type {HTMLElement} */ (part).lang : '';
  }

  /**
   * @param {View} view
   * @param {NameRow} [row]
   * @returns {Name[]} the names in the corridor's other languages
   */
  function otherNames({ data: { search = {} } }, row) {
    const { languages = [], spelling = '' } = search;
    const chars = Array.from(spelling);
    /** @param {string} char */
    const respell = (char) => {
      const at = chars.indexOf(char);
      return at % 2 ? char : chars[at + 1];
    };
    let text = '';
    return row ? languages.map((language, index) => {
      const name = [row].flat()[index];
      text = typeof name === 'string' ? name : Array.from(text, respell).join('');
      return { text, language };
    }) : [];
  }

  /**
   * @param {HTMLElement | undefined} card
   * @returns {Name[]} the names that it says beside its title
   */
  function cardNames(card) {
    /** @type {HTMLElement[]} */
    const names = card ? Array.from(card.querySelectorAll('.card-names [lang]')) : [];
    return names.map(({ textContent, lang, nextElementSibling: next }) => (
      { text: textContent, language: lang, badge: next && next.matches('.badge') ? next.textContent : '' }));
  }

  /**
   * @param {Place | Route | Country} subject
   * @returns {Element} its mark, its line or its tint
   */
  function drawMark(subject) {
    const { html, svg } = geoApp;
    if (subject.type === 'country') return html('span', { class: `found-tint tint-${subject.tint}` });
    const isPlace = subject.type === 'place';
    const line = subject.kind && !isPlace && subject.context ? 'context' : subject.kind;
    return svg('svg', { class: isPlace ? `mark mark-${line}` : 'found-line', viewBox: '0 0 24 24' }, [isPlace
      ? svg('use', { href: `#symbol-${line}` }) : svg('path', { class: `line line-${line}`, d: 'M0 12H24' })]);
  }

  /**
   * @param {View} view
   * @param {Place | Route | Country} subject
   * @returns {Findable}
   */
  function readSubject(view, subject) {
    const { id, title, type } = subject;
    const card = view.cards.get(id);
    const { subjects = {} } = view.data.search || {};
    return {
      names: [{ text: title, language: type === 'place' ? subject.language : '' },
        ...cardNames(card), ...otherNames(view, subjects[id])],
      about: textAt(card, '.card-kind') || geoApp.word(view, type === 'place' ? 'town' : 'country'),
      more: type === 'country' ? id : '',
      draw: () => drawMark(subject),
      open: (opener) => geoApp.openCard(view, id, opener),
    };
  }

  /**
   * A card of its name for what has none of its own: towns, and countries without figures.
   * @param {View} view
   */
  function giveCards(view) {
    [...view.places, ...view.countries].filter(({ id, title }) => title && !view.cards.has(id)).forEach((subject) => {
      const { id, title } = subject;
      const language = subject.type === 'place' && subject.language;
      const heading = geoApp.html('h2', {
        class: 'card-title', id: `name-${id}`, tabindex: -1, dir: 'auto', ...(language && { lang: language }),
      }, title);
      const card = geoApp.html('article', { class: 'card card-head', 'aria-labelledby': heading.id });
      card.append(heading);
      view.cards.set(id, card);
      view.features.set(id, /** @type {MapFeature} */ ({ element: () => undefined, ...subject, card: id }));
    });
  }

  /**
   * Show a row of the panel.
   * @param {View} view
   * @param {string} tab
   * @param {HTMLElement} row
   */
  function openRow(view, tab, row) {
    geoApp.setFolded(view, false);
    if (geoApp.isPhone()) geoApp.setSheet(view, 'full');
    geoApp.chooseTab(/** @type {HTMLElement} */ (document.getElementById(`tab-${tab}`)));
    row.tabIndex = -1;
    row.classList.add('is-found');
    row.focus({ preventScroll: true });
    // scrollIntoView would move the sheet's head out of sight too.
    const pane = /** @type {HTMLElement} */ (row.closest(geoApp.isLow() ? '.panel' : '.panel-body'));
    const [outer, inner] = [pane, row].map((each) => each.getBoundingClientRect());
    pane.scrollTop += inner.top - outer.top - Math.max(48, (outer.height - inner.height) / 2);
    row.addEventListener('blur', () => row.classList.remove('is-found'), { once: true });
  }

  /**
   * @param {View} view
   * @param {string} tab
   * @param {string} selector of rows in its pane
   * @param {(row: HTMLElement, index: number) => Omit<Findable, 'open'>} read
   * @returns {Findable[]}
   */
  function readRows(view, tab, selector, read) {
    /** @type {NodeListOf<HTMLElement>} */
    const rows = document.querySelectorAll(`#pane-${tab} ${selector}`);
    return Array.from(rows, (row, index) => ({ open: () => openRow(view, tab, row), ...read(row, index) }));
  }

  /**
   * @param {View} view
   * @returns {Findable[]} everything; among equals, what comes first here is found first
   */
  function findables(view) {
    const { figures = [], chapters = [] } = view.data.search || {};
    const places = [...view.places].sort((one, other) => one.rank - other.rank);
    const routes = [...view.routes].sort((one, other) => Number(Boolean(one.context)) - Number(Boolean(other.context)));
    return [
      ...[...places, ...routes, ...view.countries].map((each) => readSubject(view, each)),
      ...readRows(view, 'figures', '[data-figure]', (row, index) => {
        const value = { text: textAt(row, '.figure-value') };
        const measure = /** @type {Element} */ (/** @type {Element} */ (row.querySelector('p')).cloneNode(true));
        measure.querySelectorAll('.badge').forEach((badge) => badge.remove());
        return {
          names: [{ text: measure.textContent.trim() }, value, ...otherNames(view, figures[index])], value,
          about: textAt(row, 'dd:last-child, .badge'),
          more: textAt(row, 'dd, .figure-note'),
        };
      }),
      ...readRows(view, 'story', '.chapter', (row, index) => ({
        names: [{ text: textAt(row, '.chapter-title') }, ...otherNames(view, chapters[index])],
        about: textAt(row, '.chapter-number'),
        open: () => geoApp.readChapter(view, /** @type {Chapter} */ (row)),
      })),
      ...readRows(view, 'sources', '.source', (row) => ({
        names: [{ text: textAt(row, 'cite'), language: titleLanguage(row) }],
        about: textAt(row, 'span'),
      })),
    ];
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ findables, giveCards }));
})();
