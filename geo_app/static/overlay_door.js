/*
 * The door for the reader's own routes: a button, files dropped on the map, routes pasted. What reads
 * and draws them (static/overlays) is loaded when the first of them comes.
 */

(function () {
  'use strict';

  // All files have one store in some browsers: each takes its own. Pages share the folder of their
  // scripts, whatever their languages.
  const { src } = /** @type {HTMLScriptElement} */ (document.currentScript);
  const CROSSING = `geo_app.routes ${src ? new URL('.', src).pathname : location.pathname}`;

  /**
   * Load what reads and draws overlays, once; a failure is told, and may be tried again.
   * @param {View} view
   * @returns {Promise<boolean>} whether it is there
   */
  async function loadOverlays(view) {
    view.overlayTool = view.overlayTool || geoApp.runResource(view, 'overlays').then(() => {
      Object.assign(view.words, geoApp.overlayWords);
      geoApp.startOverlays(view);
    });
    try {
      await view.overlayTool;
    } catch {
      view.overlayTool = undefined;
      geoApp.showNotice(view, 'overlays', [geoApp.word(view, 'overlays_failed')]);
      geoApp.say(geoApp.word(view, 'overlays_failed'));
      return false;
    }
    return true;
  }

  /**
   * @param {View} view
   * @param {File[]} files
   */
  async function take(view, files) {
    if (files.length && await loadOverlays(view)) await geoApp.addFiles(view, files);
  }

  /**
   * @param {View} view
   * @param {string} text
   */
  async function takeText(view, text) {
    if (await loadOverlays(view)) await geoApp.addText(view, text);
  }

  /** @param {View} view the button opens the system's choice of files */
  function bindButton(view) {
    const button = document.getElementById('add-routes');
    const input = /** @type {HTMLInputElement | null} */ (document.getElementById('route-files'));
    if (!button || !input) return;
    button.addEventListener('click', () => input.click());
    input.addEventListener('change', () => {
      take(view, [...(input.files || [])]);
      input.value = '';
    });
  }

  /** @param {View} view files can be dropped anywhere */
  function bindDrop(view) {
    const { classList } = document.documentElement;
    /** @param {DragEvent} event */
    const hasFiles = ({ dataTransfer }) => Boolean(dataTransfer?.types.includes('Files'));
    document.addEventListener('dragover', (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      classList.add('is-dropping');
    });
    document.addEventListener('dragleave', (event) => {
      if (!event.relatedTarget) classList.remove('is-dropping');
    });
    document.addEventListener('drop', (event) => {
      classList.remove('is-dropping');
      if (!hasFiles(event)) return;
      event.preventDefault();
      take(view, [.../** @type {DataTransfer} */ (event.dataTransfer).files]);
    });
  }

  /** @param {View} view files and routes can be pasted, but not where the reader writes */
  function bindPaste(view) {
    document.addEventListener('paste', (event) => {
      const target = /** @type {Element} */ (event.target);
      if (target.closest?.('input, textarea, select, [contenteditable]') || !event.clipboardData) return;
      const files = [...event.clipboardData.files];
      const text = event.clipboardData.getData('text/plain');
      if (!files.length && !text.trim()) return;
      event.preventDefault();
      if (files.length) take(view, files);
      else takeText(view, text);
    });
  }

  /** @returns {string | null} overlays that a page in another language hands over, once */
  function takeCrossing() {
    try {
      const packed = sessionStorage.getItem(CROSSING);
      sessionStorage.removeItem(CROSSING);
      return packed;
    } catch {
      return null; // files, sandboxed frames and notebooks may have no such store
    }
  }

  /**
   * @param {View} view
   * @returns {Promise<PackedDocument[]>} the overlays that came with the map
   */
  async function readCarried(view) {
    if (!await geoApp.hasResource(view, 'overlay-data')) return [];
    // It may be large: it comes, and is inflated, while the script is on its way.
    const [isThere, text] = await Promise.all([loadOverlays(view), geoApp.resource(view, 'overlay-data')]);
    if (!isThere) return [];
    return geoApp.parseDocuments(view, text);
  }

  /** @param {View} view so much of it as can be done is done while the start waits for the browser */
  function expectOverlays(view) {
    if (!document.getElementById('overlays')) return;
    view.crossing = takeCrossing();
    if (!view.crossing) view.carried = readCarried(view);
  }

  /** @param {View} view draw the overlays that the reader had in another language, or that came with the map */
  async function showGiven(view) {
    const { crossing } = view;
    if (crossing && await loadOverlays(view) && await geoApp.takeOver(view, crossing)) return;
    const documents = await (view.carried || readCarried(view));
    if (documents.length) geoApp.addDocuments(view, documents);
  }

  /** @param {View} view */
  function openDoor(view) {
    if (document.getElementById('add-routes')) {
      bindButton(view);
      bindDrop(view);
      bindPaste(view);
    }
    if (document.getElementById('overlays')) showGiven(view);
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({
    crossing: CROSSING, expectOverlays, loadOverlays, openDoor,
  }));
})();
