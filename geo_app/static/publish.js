/* Publish: the dialogs for files of all formats and for the snippet of a frame, as the map is now. */
(function () {
  'use strict';

  const FRAMED = ['view', 'layers', 'chapter', 'open'];

  /**
   * @param {string} id
   * @returns {any} a part of a dialog
   */
  const part = (id) => document.getElementById(id);

  /**
   * @param {View} view
   * @returns {string} west, south, east and north of what is seen free of panel and controls
   */
  function extent(view) {
    const { left, top, right, bottom } = geoApp.freeBox(view);
    const corners = [[left, bottom], [right, top]].map(([x, y]) => view.map.containerPointToLatLng([x, y]));
    return corners.flatMap(({ lng, lat }) => [Math.max(-180, Math.min(180, lng)), Math.max(-85, Math.min(85, lat))])
      .map((each) => each.toFixed(3)).join(',');
  }

  /** @param {View} view let each link lead to a file of what is shown */
  function followMap(view) {
    const system = window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
    const theme = document.documentElement.dataset.theme || system;
    /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll('[data-format]')).forEach((link) => {
      const address = new URL(link.href);
      address.searchParams.set('layers', geoApp.shownLayers(view).join(','));
      if ('picture' in link.dataset) {
        address.searchParams.set('extent', extent(view));
        address.searchParams.set('theme', theme);
      }
      link.href = address.href;
    });
  }

  /**
   * @param {View} view
   * @returns {string} the address of the page for a frame that shows what is seen
   */
  function embedAddress(view) {
    const address = new URL(part('embed-link').getAttribute('href'), part('embed-dialog').dataset.base || location.href);
    const theme = part('embed-theme')?.value;
    if (theme) address.searchParams.set('theme', theme);
    else address.searchParams.delete('theme');
    const [, fragment = ''] = geoApp.writeAddress(view).split('#');
    address.hash = fragment.split('&').filter((each) => FRAMED.includes(each.split('=')[0])).join('&');
    return address.href;
  }

  /** @param {View} view */
  function writeSnippet(view) {
    const frame = geoApp.html('iframe', {
      src: embedAddress(view), title: document.title, width: part('embed-width').value,
      height: part('embed-height').value || 480, loading: 'lazy', allowfullscreen: '',
    });
    // As text: this page's own policy allows no style in an element.
    part('embed-snippet').value = frame.outerHTML.replace('<iframe', '<iframe style="border:0;max-width:100%"');
    part('embed-link').href = frame.src;
    part('embed-copied').textContent = '';
  }

  async function copySnippet() {
    const { value } = part('embed-snippet');
    const { done, failed } = part('embed-copied').dataset;
    try {
      await navigator.clipboard.writeText(value);
      part('embed-copied').textContent = done;
    } catch {
      part('embed-snippet').select();
      part('embed-copied').textContent = failed;
    }
  }

  /** @param {View} view */
  function startPublishing(view) {
    // A page that was opened from a disk has no address that another page could show.
    if (location.protocol === 'file:' && !part('embed-dialog')?.dataset.base) {
      document.querySelector('[data-dialog="embed-dialog"]')?.remove();
    }
    document.addEventListener('click', (event) => {
      /** @type {HTMLElement | null} */
      const opener = event.target instanceof Element ? event.target.closest('[data-dialog]') : null;
      if (!opener) return;
      event.preventDefault();
      followMap(view);
      if (part('embed-dialog')) writeSnippet(view);
      part(/** @type {string} */ (opener.dataset.dialog)).showModal();
    });
    // Escape closes the dialog, and nothing that lies below it.
    window.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && document.querySelector('dialog[open]')) event.stopPropagation();
    }, true);
    part('embed-dialog')?.addEventListener('input', () => writeSnippet(view));
    part('embed-copy')?.addEventListener('click', copySnippet);
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ startPublishing }));
})();
