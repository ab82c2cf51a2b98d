/*
 * Languages of a file that has several: the first one's page is the document, each other's is
 * packed beside it (render/carried_page.py). Its address names one (#lang=…), and the file turns to
 * that before the map starts; another choice loads it again. Stands in the head: a page that is
 * about to be turned is not seen.
 */
/** @type {GeoApp} */
// biome-ignore lint/suspicious/noVar: only `var` makes it a property of the window
var geoApp = window.geoApp || {};

/**
 * @typedef {object} CarriedPage
 * @property {string} dir
 * @property {string} title
 * @property {string} description
 * @property {string} body HTML for the elements that stand first in the document's body
 * @property {object} data a JSON Merge Patch (RFC 7396) for the data block
 * @property {Record<string, string>} texts of resources, by name
 * @property {Record<string, string>} overlayWords
 */

(function () {
  'use strict';

  const root = document.documentElement;
  const languages = (root.dataset.languages || '').split(' ');
  const [first] = languages;
  /** What the page is in, or is being loaded again for. */
  let language = first;

  /** @returns {string} the language that the address names if there is such a page, or the first */
  function namedLanguage() {
    const named = new URLSearchParams(location.hash.slice(1)).get('lang');
    return languages.find((each) => each === named) || first;
  }

  /**
   * @param {string} fragment of an address
   * @param {string} tag
   * @returns {string} the same view in another language; of a link that names none, as it is
   */
  function inLanguage(fragment, tag) {
    const rest = fragment.split('&').filter((each) => each && !each.startsWith('lang='));
    return tag ? [...rest, `lang=${tag}`].join('&') : fragment;
  }

  /**
   * @param {any} old
   * @param {any} patch
   * @returns {any} `old` with what a JSON Merge Patch changes
   */
  function merge(old, patch) {
    if (patch === null || typeof patch !== 'object' || Array.isArray(patch)) return patch;
    const merged = { ...old };
    Object.entries(patch).forEach(([key, value]) => {
      if (value === null) delete merged[key];
      else merged[key] = merge(merged[key], value);
    });
    return merged;
  }

  /** @param {CarriedPage} page whose elements take the places of the document's, without scripts */
  function putInPlace(page) {
    const { body } = new DOMParser().parseFromString(page.body, 'text/html');
    const old = [...document.body.children];
    [...body.children].forEach((each, at) => old[at].replaceWith(each));
    document.title = page.title;
    /** @type {HTMLMetaElement} */ (
      document.querySelector('meta[name="description"]')).content = page.description;
    const block = /** @type {HTMLElement} */ (document.getElementById('corridor-data'));
    block.textContent = JSON.stringify(merge(JSON.parse(block.textContent), page.data));
    /** @type {NodeListOf<HTMLInputElement>} */ (
      document.querySelectorAll('input[name="theme"]')).forEach((radio) => {
      radio.checked = radio.value === (root.dataset.theme || 'system');
    });
  }

  /** @param {string} tag of the language to turn to */
  async function turnTo(tag) {
    const { unpack } = geoApp;
    /** @type {CarriedPage} */
    const page = JSON.parse(await unpack(`page-${tag}`));
    putInPlace(page);
    Object.assign(root, { lang: tag, dir: page.dir });
    geoApp.overlayWords = page.overlayWords;
    geoApp.unpack = (name) => (name in page.texts ? Promise.resolve(page.texts[name]) : unpack(name));
    language = tag;
  }

  /** The map's own scripts, in the language that the address names; in the first if that fails. */
  async function beginInLanguage() {
    const named = namedLanguage();
    if (named !== first) await turnTo(named).catch(() => {});
    root.style.visibility = '';
    geoApp.begin();
  }

  /**
   * Load the file again where its address now names another language; an anchor names none. The
   * reader's own routes go along.
   * @param {HashChangeEvent} event
   */
  async function follow(event) {
    const isAnchor = location.hash.length > 1 && !location.hash.includes('=');
    const named = isAnchor ? language : namedLanguage();
    if (named === language) return;
    language = named;
    event.stopImmediatePropagation();
    await geoApp.handOver?.();
    location.reload();
  }

  /**
   * In a notebook's frame a link to "#…" would lead to the notebook's own address.
   * @param {MouseEvent} event
   */
  function stayInFrame(event) {
    const link = event.target instanceof Element ? event.target.closest('.languages a') : null;
    if (!(link instanceof HTMLAnchorElement) || location.protocol !== 'about:') return;
    event.preventDefault();
    location.hash = link.hash;
  }

  /** @type {AddressPart} */
  const languagePart = {
    name: 'lang',
    write: () => (language === first ? null : language),
    read: (view, text) => text === null || text === root.lang,
  };

  if (namedLanguage() !== first) root.style.visibility = 'hidden';
  window.addEventListener('hashchange', follow);
  document.addEventListener('click', stayInFrame);
  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({
    addressParts: [languagePart], beginInLanguage, inLanguage,
  }));
})();
