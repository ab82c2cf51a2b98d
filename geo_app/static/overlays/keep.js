/* Keep: the exported file gets the overlays as they are now, in the browser; the server never has them. */
(function () {
  'use strict';

  const NAME = 'overlay-data';
  const ELEMENT = `<script type="application/zlib" id="packed-`;
  const KEPT = new RegExp(`${ELEMENT}${NAME}">[^<]*</script>\n?`);

  /**
   * @param {string} text
   * @returns {Promise<string>} in the zlib format, in base64: what unpack.js unpacks
   */
  async function pack(text) {
    const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate'));
    const reader = new FileReader();
    const read = new Promise((resolve) => { reader.onloadend = resolve; });
    reader.readAsDataURL(await new Response(stream).blob());
    await read;
    return String(reader.result).replace(/^[^,]*,/, '');
  }

  /**
   * @param {View} view
   * @param {string} file as the server exports it
   * @returns {Promise<string>} the same with the overlays as they are on this page
   */
  async function withOverlays(view, file) {
    const bare = file.replace(KEPT, '');
    if (!view.overlays.length) return bare;
    const data = await pack(JSON.stringify(geoApp.overlayDocuments(view)));
    const at = bare.lastIndexOf(ELEMENT);
    return `${bare.slice(0, at)}${ELEMENT}${NAME}">${data}</script>\n${bare.slice(at)}`;
  }

  /**
   * @param {View} view
   * @param {HTMLAnchorElement} link
   */
  async function exportFile(view, link) {
    try {
      const answer = await fetch(link.href);
      if (!answer.ok) throw new Error(String(answer.status));
      geoApp.saveText(await withOverlays(view, await answer.text()), 'text/html', link.download);
    } catch {
      geoApp.showNotice(view, 'overlays', [geoApp.word(view, 'export_failed')]);
      geoApp.say(geoApp.word(view, 'export_failed'));
    }
  }

  /** @param {View} view let the export take along what the reader has added */
  function keepInExport(view) {
    /** @type {NodeListOf<HTMLAnchorElement>} */ (
      document.querySelectorAll('[data-export]')).forEach((link) => {
      link.addEventListener('click', (event) => {
        event.preventDefault();
        exportFile(view, link);
      });
    });
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ keepInExport, pack }));
})();
