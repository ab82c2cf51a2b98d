/*
 * The search box: a combobox with a list of what is found. What is chosen stands in the address as
 * ever; what was asked does not: a link leads to what was found, and the asking is the reader's own.
 */
(function () {
  'use strict';

  const LONGEST = 100;
  const MOST = 30;

  /** @type {Findable[]} everything that can be found, once somebody has asked */
  let items = [];
  /** @type {Finding[]} what the list shows */
  let found = [];
  let chosen = -1;

  /** @returns {HTMLInputElement} */
  function field() {
    return /** @type {HTMLInputElement} */ (document.getElementById('search'));
  }

  /** @returns {HTMLElement} */
  function list() {
    return /** @type {HTMLElement} */ (document.getElementById('found'));
  }

  /** @returns {HTMLElement} the list, and what stands below it */
  function sheet() {
    return /** @type {HTMLElement} */ (list().parentElement);
  }

  /** @param {boolean} open */
  function setOpen(open) {
    field().ariaExpanded = String(open);
    sheet().hidden = !open;
    setChosen(-1);
  }

  /** @param {number} index */
  function setChosen(index) {
    chosen = index;
    [...list().children].forEach((option, at) => { option.ariaSelected = String(at === index); });
    const option = list().children[index];
    field().setAttribute('aria-activedescendant', option ? option.id : '');
    if (option) option.scrollIntoView({ block: 'nearest' });
  }

  /**
   * @param {Finding} finding
   * @param {number} index
   * @returns {HTMLElement} its line of the list
   */
  function drawOption({ item: { names: [title], value, about, draw }, words, name }, index) {
    const { html, markWords } = geoApp;
    const [head, foot, both] = [html('p'), html('p', { class: 'quiet' }), html('div')];
    head.append(markWords(title, words));
    if (name !== title && name !== value) head.append(' · ', markWords(name, words));
    if (name.badge) head.append(' ', html('span', { class: 'badge' }, name.badge));
    if (value) foot.append(markWords(value, words), ' · ');
    foot.append(markWords({ text: about }, words));
    both.append(head, foot);
    const option = html('li', { role: 'option', id: `found-${index}`, class: 'finding' });
    option.append(draw ? draw() : html('span', { class: 'quiet', 'aria-hidden': 'true' }, '¶'), both);
    return option;
  }

  /** @param {View} view show what is found for what the field says */
  function search(view) {
    const { word, say } = geoApp;
    const query = field().value.trim().slice(0, LONGEST);
    if (!items.length) items = geoApp.findables(view);
    const all = geoApp.find(items, query);
    found = all.slice(0, MOST);
    list().replaceChildren(...found.map(drawOption));
    const foot = !all.length ? word(view, 'found_none', query)
      : all.length > MOST ? word(view, 'found_more', String(all.length - MOST)) : '';
    /** @type {HTMLElement} */ (sheet().lastElementChild).textContent = foot;
    setOpen(Boolean(query));
    list().scrollTop = 0;
    if (query) say(all.length ? word(view, 'found', String(all.length)) : foot);
  }

  /** @param {number} index of what is found */
  function choose(index) {
    if (!found[index]) return;
    setOpen(false);
    // On a phone the field then lies out of sight: the focus goes to the mark when the card closes.
    found[index].item.open(geoApp.isPhone() ? undefined : field());
  }

  /**
   * @param {View} view
   * @param {KeyboardEvent} event
   */
  function answerKey(view, event) {
    const last = found.length - 1;
    /** @type {Record<string, number>} */
    const steps = {
      ArrowDown: chosen < last ? chosen + 1 : 0, ArrowUp: chosen > 0 ? chosen - 1 : last,
      // With nothing chosen, these are for the text.
      ...(chosen >= 0 && { Home: 0, End: last }),
    };
    if (event.isComposing) return;
    if (event.key in steps && sheet().hidden) search(view);
    else if (event.key in steps) setChosen(steps[event.key]);
    else if (event.key === 'Enter' && !sheet().hidden) choose(Math.max(0, chosen));
    else return;
    event.preventDefault();
  }

  /**
   * Escape closes the list, then empties the field. Asked before all others, for Escape is the story's
   * and the cards' too. No letter leads to the field, for it may be what who dictates did not mean
   * (WCAG 2.1.4): a skip link does.
   * @param {KeyboardEvent} event
   */
  function answerEscape(event) {
    const { key, target, isComposing } = event;
    if (key !== 'Escape' || target !== field() || !field().value || isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    if (sheet().hidden) field().value = '';
    else setOpen(false);
  }

  /** @param {View} view */
  function startSearch(view) {
    geoApp.giveCards(view);
    if (!field()) return;
    /** @type {[EventTarget, string, (event: any) => void][]} */
    const answers = [
      // Half a word of an input method is nothing to look for.
      [field(), 'input', (event) => event.isComposing || search(view)],
      [field(), 'compositionend', () => search(view)],
      [field(), 'keydown', (event) => answerKey(view, event)],
      // Over the whole screen, for a phone's keyboard takes half of it.
      [field(), 'focus', () => geoApp.isPhone() && geoApp.setSheet(view, 'full')],
      [field(), 'blur', () => setOpen(false)],
      // The focus stays in the field while the list is pressed or scrolled.
      [sheet(), 'mousedown', (event) => event.preventDefault()],
      [list(), 'click', ({ target }) => choose([...list().children].indexOf(target.closest('li')))],
      [document, 'pointerdown', ({ target }) => target === field() || sheet().contains(target) || setOpen(false)],
    ];
    answers.forEach(([target, name, answer]) => target.addEventListener(name, answer));
    window.addEventListener('keydown', answerEscape, true);
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ startSearch }));
})();
