/* Send: a file to the server, which answers with what it draws; what can go wrong has its words. */
(function () {
  'use strict';

  /** @type {Record<number, string>} what a status says where the answer itself has no words */
  const PLAIN = { 0: 'send_lost', 403: 'send_refused', 413: 'send_large', 415: 'send_type' };

  const LARGE = 1e6; // bytes, from which on there may be much to draw

  /**
   * @param {View} view
   * @param {OverlayJob} job
   * @returns {string} where it is sent
   */
  function addressFor({ settings }, { file, swap }) {
    const address = new URL(settings.overlays_post || '', document.baseURI);
    address.searchParams.set('name', file.name);
    address.searchParams.set('lang', document.documentElement.lang);
    address.searchParams.set('columns', 'yes');
    if (swap !== undefined) address.searchParams.set('swap', swap ? 'yes' : 'no');
    return address.href;
  }

  /**
   * @param {View} view
   * @param {XMLHttpRequest} request that was answered, or was not
   * @returns {OverlayDocument} or throws an OverlayFailure
   */
  function readAnswer(view, { status, responseText }) {
    let answer;
    try {
      answer = geoApp.parseDocuments(view, responseText);
    } catch {
      answer = null;
    }
    const isThere = answer?.columns || Array.isArray(answer?.data?.features);
    if (status === 200 && isThere && answer.report) return geoApp.unpackDocument(answer);
    const said = typeof answer?.error === 'string' && answer.error;
    const plain = geoApp.word(view, PLAIN[status] || 'send_answer');
    throw { error: said || plain, swapped: status === 409 && answer?.swapped === true };
  }

  /**
   * @param {View} view
   * @param {OverlayJob} job
   * @returns {Promise<OverlayDocument>} or throws an OverlayFailure
   */
  async function sendFile(view, job) {
    const request = new XMLHttpRequest();
    request.upload.addEventListener('progress', ({ loaded, total }) => job.progress(total ? loaded / total : 0, 'job_sending'));
    request.upload.addEventListener('load', () => {
      job.progress(null, 'job_reading');
      if (job.file.size > LARGE) geoApp.foreseePainter(view);
    });
    job.stop = () => request.abort();
    const answered = new Promise((resolve) => { request.addEventListener('loadend', resolve); });
    request.open('POST', addressFor(view, job));
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.send(job.file);
    await answered;
    try {
      return readAnswer(view, request);
    } catch (failure) {
      geoApp.dismissPainter(view);
      throw failure;
    }
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ sendFile }));
})();
