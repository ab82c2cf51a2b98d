/* Add: files, pasted text and documents become overlays; one file after another, each can be stopped. */

/**
 * A file on its way into the list.
 * @typedef {object} OverlayJob
 * @property {File} file
 * @property {boolean} [swap] what was answered when it was asked
 * @property {HTMLElement} element tells how far it is
 * @property {(fraction: number | null, word: string) => void} progress null: nobody knows how far
 * @property {() => boolean} hasFocus what comes next may take it
 * @property {boolean} stopped
 * @property {() => void} [stop]
 */

(function () {
  'use strict';

  /** @type {OverlayJob[]} those that wait for their turn */
  const waiting = [];
  let isBusy = false;

  /** @returns {HTMLElement} where it is told what is on its way, asked, and could not be read */
  function jobList() {
    const place = /** @type {HTMLElement} */ (document.getElementById('overlays'));
    /** @type {HTMLElement | null} */
    const found = place.querySelector('.own-jobs');
    if (found) return found;
    const list = geoApp.html('ul', { class: 'own-jobs' });
    place.prepend(list);
    return list;
  }

  /**
   * @param {View} view
   * @param {File} file
   * @param {boolean} byButton the focus was on the button, and may follow
   * @returns {OverlayJob}
   */
  function makeJob(view, file, byButton) {
    const element = geoApp.html('li');
    const button = document.getElementById('add-routes');
    /** @type {OverlayJob} */
    const job = {
      file, element, stopped: false,
      progress: (fraction, word) => {
        if (job.stopped) throw new Error('stopped');
        state.textContent = geoApp.word(view, word);
        if (fraction === null) bar.removeAttribute('value');
        else bar.value = fraction;
      },
      hasFocus: () => {
        const { activeElement } = document;
        return element.contains(activeElement) || (byButton && (!activeElement || activeElement === button || activeElement === document.body));
      },
    };
    const state = geoApp.html('span', { class: 'quiet' }, geoApp.word(view, 'job_waiting'));
    const bar = geoApp.html('progress', { 'aria-label': file.name });
    const stop = geoApp.wordButton(geoApp.word(view, 'job_stop'), () => {
      job.stopped = true;
      job.stop?.();
      leave(job);
    });
    element.append(geoApp.html('strong', { dir: 'auto' }, file.name), ' ', state, bar, stop);
    jobList().append(element);
    return job;
  }

  /** @param {OverlayJob} job is done with; the focus does not get lost with it */
  function leave({ element }) {
    const had = element.contains(document.activeElement);
    element.remove();
    if (had) document.getElementById('add-routes')?.focus();
  }

  /**
   * @param {View} view
   * @param {OverlayJob} job
   * @param {string} text why it cannot be read
   */
  function tellFailure(view, job, text) {
    const { element, file: { name } } = job;
    const said = text.startsWith(`${name}: `) ? text.slice(name.length + 2) : text;
    const close = geoApp.wordButton(geoApp.word(view, 'close'), () => leave(job));
    const had = job.hasFocus();
    element.className = 'own-problem';
    element.replaceChildren(geoApp.html('strong', { dir: 'auto' }, name), ' ', geoApp.html('span', { dir: 'auto' }, said), ' ', close);
    geoApp.say(`${name}: ${said}`);
    if (had) close.focus();
  }

  /**
   * @param {View} view
   * @param {OverlayJob} job
   * @returns {Promise<OverlayDocument>} or throws an OverlayFailure
   */
  async function read(view, job) {
    const { file, swap } = job;
    try {
      await file.slice(0, 1).arrayBuffer(); // what cannot be read would look like a server that is gone
    } catch {
      throw { error: geoApp.word(view, 'job_unreadable') };
    }
    job.progress(0, view.settings.overlays_post ? 'job_sending' : 'job_reading');
    if (view.settings.overlays_post) return geoApp.sendFile(view, job);
    const bytes = new Uint8Array(await file.arrayBuffer());
    return geoApp.readOverlay(view, file.name, bytes, { swap, progress: (part) => job.progress(part, 'job_reading') });
  }

  /**
   * @param {View} view
   * @param {OverlayJob} job
   * @param {OverlayDocument} answer
   */
  function finish(view, job, answer) {
    const had = job.hasFocus();
    job.element.remove();
    const overlay = geoApp.addOverlay(view, answer);
    const { title } = geoApp.listOverlay(view, overlay);
    if (overlay.bounds && !view.map.getBounds().contains(overlay.bounds)) geoApp.showOverlay(view, overlay);
    geoApp.say(geoApp.phrase(view, 'added', { name: overlay.name, summary: geoApp.summaryText(view, answer) }));
    if (had) title.focus({ preventScroll: true });
    // A phone's sheet has no room for what stands above the list.
    document.getElementById(geoApp.isPhone() ? 'overlays' : 'own-routes-title')?.scrollIntoView();
  }

  /**
   * @param {View} view
   * @param {OverlayJob} job
   */
  async function work(view, job) {
    try {
      const found = await read(view, job);
      if (!job.stopped) finish(view, job, found);
    } catch (failure) {
      if (job.stopped) return;
      const { error = geoApp.word(view, 'job_failed'), swapped = false } = /** @type {Partial<OverlayFailure>} */ (failure);
      if (swapped) geoApp.askSwapped(view, job, error, (swap) => answer(view, job, swap));
      else tellFailure(view, job, error);
    }
  }

  /**
   * @param {View} view
   * @param {OverlayJob} job
   * @param {boolean | null} swap
   */
  function answer(view, job, swap) {
    const had = job.element.contains(document.activeElement);
    leave(job);
    if (swap === null) return;
    waiting.unshift({ ...makeJob(view, job.file, had), swap });
    start(view);
  }

  /** @param {View} view work through what waits, one after another */
  async function start(view) {
    if (isBusy) return;
    isBusy = true;
    for (let job = waiting.shift(); job; job = waiting.shift()) if (!job.stopped) await work(view, job);
    isBusy = false;
  }

  /**
   * @param {View} view
   * @param {File[]} files
   */
  async function addFiles(view, files) {
    const byButton = document.activeElement?.id === 'add-routes';
    geoApp.showRoutesTab(view);
    waiting.push(...files.map((file) => makeJob(view, file, byButton)));
    await start(view);
  }

  /**
   * @param {View} view
   * @param {string} text GeoJSON or a table
   */
  async function addText(view, text) {
    const isJson = /^\s*[[{]/.test(text);
    if (!isJson && !/[,;\t|][\s\S]*\n./.test(text)) {
      const said = geoApp.word(view, 'paste_nothing');
      geoApp.showNotice(view, 'overlays', [said]);
      geoApp.say(said);
      return;
    }
    const name = `${geoApp.word(view, 'paste_name')}.${isJson ? 'geojson' : 'csv'}`;
    await addFiles(view, [new File([text], name)]);
  }

  /**
   * @param {View} view
   * @param {PackedDocument[]} documents that came with the map; nothing moves
   */
  function addDocuments(view, documents) {
    documents.forEach((each) => geoApp.listOverlay(view, geoApp.addOverlay(view, geoApp.unpackDocument(each))));
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ addDocuments, addFiles, addText }));
})();
