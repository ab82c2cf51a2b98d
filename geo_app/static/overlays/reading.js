/* Reading: what is read of one file; the good parts are kept, the faults of the others noted. */

/**
 * @typedef {object} ReadOptions
 * @property {boolean} [swap] what the reader said when asked whether latitude and longitude are swapped
 * @property {(fraction: number) => void} [progress]
 *
 * @typedef {object} Reading
 * @property {View} view
 * @property {string} file its name
 * @property {string} format
 * @property {'row' | 'feature'} unit
 * @property {ReadOptions} options
 * @property {OverlayFeature[]} features
 * @property {{number: number, text: string, lost: boolean}[]} faults lost: nothing of it is drawn
 * @property {number} read
 * @property {number} vertices
 * @property {number} until when the browser is to answer its user again
 *
 * @typedef {Record<string, string | number>} FaultValues
 * @typedef {{error: string, swapped: boolean}} OverlayFailure
 */

(function () {
  'use strict';

  /* As domain/overlay.py's OverlayLimits, but for the seconds: here the reader sees it take them. */
  const LIMITS = { bytes: 50_000_000, features: 200_000, vertices: 5_000_000 };
  /* Of a part that is made at once, as overlays/meter.py counts them. */
  const MOST_VALUES = 3_300_000;
  const FRAME = 16;
  const LONGEST = 60;

  const BLANKS = new Set('\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000');

  /**
   * @param {string} text
   * @returns {string} without the blanks around it: those of Python, for a file is to say the same in both
   */
  function trimmed(text) {
    let from = 0;
    let to = text.length;
    while (from < to && BLANKS.has(text[from])) from += 1;
    while (to > from && BLANKS.has(text[to - 1])) to -= 1;
    return to - from === text.length ? text : text.slice(from, to);
  }

  /** A part of a file that cannot be used, on its way to the report. */
  class PartError {
    /** @param {string} text */
    constructor(text) {
      this.text = text;
    }
  }

  /**
   * @param {View} view
   * @param {string} name of the message
   * @param {FaultValues} [values] that take the places of %(name)s
   * @returns {string}
   */
  function faultText(view, name, values = {}) {
    return geoApp.word(view, `fault_${name}`)
      .replace(/%\((\w+)\)s/g, (_, place) => String(values[place]));
  }

  /**
   * The whole file cannot be used.
   * @param {Reading} reading
   * @param {string} name of the message
   * @param {FaultValues} [values]
   * @returns {never}
   */
  function failReading({ view }, name, values) {
    throw /** @type {OverlayFailure} */ ({ error: faultText(view, name, values), swapped: name === 'swapped' });
  }

  /**
   * A row or feature cannot be used.
   * @param {View} view
   * @param {string} name of the message
   * @param {FaultValues} [values]
   * @returns {never}
   */
  function refusePart(view, name, values) {
    refuseWith(faultText(view, name, values));
  }

  /** @param {string} text @returns {never} */
  function refuseWith(text) {
    throw new PartError(text);
  }

  /**
   * @param {Reading} reading
   * @param {number} number
   * @returns {string} where a row or feature is
   */
  function placeText({ view, unit }, number) {
    return faultText(view, unit, { number });
  }

  /**
   * @param {Reading} reading
   * @param {number} number of the row or feature
   * @param {() => void} read what cannot be used of it is noted
   */
  function notingFaults(reading, number, read) {
    try {
      read();
    } catch (error) {
      if (!(error instanceof PartError)) throw error;
      reading.faults.push({ number, text: error.text, lost: true });
    }
  }

  /**
   * @param {Reading} reading
   * @param {'features' | 'vertices' | 'bytes'} what
   * @param {number} count so far
   */
  function checkLimit(reading, what, count) {
    const limit = LIMITS[what];
    if (count > limit) failReading(reading, what === 'features' ? 'many' : what, { limit: limit.toLocaleString('en-US') });
  }

  /**
   * @param {Reading} reading
   * @param {number} values numbers, texts and lists of a part that is made at once
   */
  function checkPart(reading, values) {
    if (values > MOST_VALUES) failReading(reading, 'part', { limit: MOST_VALUES.toLocaleString('en-US') });
  }

  /**
   * @param {string} text
   * @param {string} letters
   * @returns {number} how often one of the letters stands in it
   */
  function countLetters(text, letters) {
    let count = 0;
    for (let at = 0; at < text.length; at += 1) count += Number(letters.includes(text[at]));
    return count;
  }

  /** @param {Reading} reading count a row or feature, good or not */
  function countPart(reading) {
    reading.read += 1;
    checkLimit(reading, 'features', reading.read);
  }

  /**
   * @param {Reading} reading
   * @param {number} count
   */
  function countVertices(reading, count) {
    reading.vertices += count;
    checkLimit(reading, 'vertices', reading.vertices);
  }

  /**
   * Let the browser answer its user, if it is time.
   * @param {Reading} reading
   * @param {number} fraction of the file that is read
   */
  async function breathe(reading, fraction) {
    if (performance.now() < reading.until) return;
    reading.options.progress?.(fraction);
    await geoApp.nextTask();
    reading.until = performance.now() + FRAME;
  }

  /**
   * @param {unknown} value
   * @returns {string} as a message shows it: one line, not too long
   */
  function shownValue(value) {
    const text = typeof value === 'string' ? value : JSON.stringify(value) ?? '';
    const written = Array.from(text.slice(0, 4 * LONGEST), (each) => (
      /[\p{C}\p{Zl}\p{Zp}]/u.test(each) ? escapeLetter(each) : each)).join('');
    const plain = Array.from(written);
    return plain.length > LONGEST ? `${plain.slice(0, LONGEST).join('')}…` : plain.join('');
  }

  /** @param {string} letter @returns {string} as Python writes one that cannot be printed */
  function escapeLetter(letter) {
    const short = /** @type {Record<string, string>} */ ({ '\n': '\\n', '\r': '\\r', '\t': '\\t' })[letter];
    const code = /** @type {number} */ (letter.codePointAt(0));
    const hex = code.toString(16);
    if (short) return short;
    return code < 256 ? `\\x${hex.padStart(2, '0')}` : code < 65536 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
  }

  /**
   * @param {number} value
   * @returns {string} degrees, to a millionth
   */
  function shortNumber(value) {
    return String(Number(value.toFixed(6)));
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({
    breathe, checkLimit, checkPart, countLetters, countPart, countVertices, failReading, faultText, notingFaults, placeText, refusePart, refuseWith,
    shortNumber, shownValue, trimmed,
  }));
})();
