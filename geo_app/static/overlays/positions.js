/* Positions as people write them: decimal degrees, or degrees, minutes and seconds. As overlays/positions.py. */

/**
 * @typedef {{degrees: number, side: string}} Angle its side of the earth, if it was said: N, S, E, W
 * @typedef {{latitude: number, longitude: number, certain: boolean}} WrittenPosition certain: the text
 *     says which is which
 */

(function () {
  'use strict';

  /** @type {Record<string, string>} */
  const SIDES = {
    N: 'n|с.ш.|с. ш.|сш|с|北纬|北緯|北', S: 's|ю.ш.|ю. ш.|юш|ю|南纬|南緯|南',
    E: 'e|в.д.|в. д.|вд|в|东经|東經|东|東', W: 'w|з.д.|з. д.|зд|з|西经|西經|西',
  };
  const SIDE_OF = new Map(Object.entries(SIDES).flatMap(([side, words]) => (
    words.split('|').map((word) => /** @type {const} */ ([word, side])))));
  const SIDE = `(${[...SIDE_OF.keys()].sort((one, other) => other.length - one.length).join('|').replace(/\./g, '\\.')})?`;
  const NUMBER = '\\d{1,9}(?:[.,]\\d{1,20})?';
  const ANGLE = new RegExp(`^${SIDE}\\s*([+-])?\\s*(${NUMBER})\\s*(?:([°º度d])\\s*)?`
    + `(?:(${NUMBER})\\s*['′’‘分m]?\\s*)?(?:(${NUMBER})\\s*(?:"|″|”|“|''|′′|’’|秒|s(?![a-z]))?\\s*)?${SIDE}$`);
  const PLAIN = new RegExp(`^[+-]?(?:${NUMBER}|[.,]\\d{1,20})(?:e[+-]?\\d{1,2})?$`);
  const LONGEST = 100;
  const IS_PLAIN = /^[\0-\x7f]*$/;

  /** @param {string} text @returns {string} without differences of width, case and kind of minus */
  function plainOf(text) {
    if ([...text].length > LONGEST) return '';
    const kept = text.replace(/″/g, '"').replace(/º|˚/g, '°').replace(/´/g, "'");
    const plain = geoApp.trimmed(kept.normalize('NFKC').replace(/[−–]/g, '-')).toLowerCase();
    return IS_PLAIN.test(plain) ? plain : plain.replace(/\p{Nd}/gu, digitOf);
  }

  /** @param {string} digit of any script, of which the ten follow each other @returns {string} */
  function digitOf(digit) {
    const code = /** @type {number} */ (digit.codePointAt(0));
    let value = 0;
    while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
    return String(value);
  }

  /** @param {string} text @returns {number} */
  const numberOf = (text) => Number((text || '0').replace(',', '.'));

  /**
   * @param {string} text
   * @returns {Angle | null}
   */
  function readAngle(text) {
    const plain = plainOf(text);
    if (PLAIN.test(plain)) return { degrees: numberOf(plain), side: '' };
    const found = ANGLE.exec(plain);
    if (!found) return null;
    const [, before, sign, degrees, mark, minutes, seconds, after] = found;
    if ((before && after) || !(mark || before || after)) return null;
    if (numberOf(minutes) >= 60 || numberOf(seconds) >= 60) return null;
    const side = SIDE_OF.get(before || after) || '';
    if (side && sign) return null;
    const size = numberOf(degrees) + numberOf(minutes) / 60 + numberOf(seconds) / 3600;
    return { degrees: side === 'S' || side === 'W' || sign === '-' ? -size : size, side };
  }

  /**
   * @param {Angle | null} first
   * @param {Angle | null} second
   * @returns {WrittenPosition | null} latitude first, unless they say their sides
   */
  function inOrder(first, second) {
    if (!first || !second) return null;
    const sides = first.side + second.side;
    if (!sides || /^[NS][EW]$/.test(sides)) {
      return { latitude: first.degrees, longitude: second.degrees, certain: Boolean(sides) };
    }
    return /^[EW][NS]$/.test(sides)
      ? { latitude: second.degrees, longitude: first.degrees, certain: true } : null;
  }

  /**
   * @param {string} plain two angles with nothing between them: 北纬39°28′东经75°59′, 39.5N75.9E
   * @returns {WrittenPosition | null}
   */
  function readJoined(plain) {
    for (let at = 1; at < plain.length; at += 1) {
      for (const cut of /[\d .,]/.test(plain[at]) ? [] : [at, at + 1]) {
        const [first, second] = [readAngle(plain.slice(0, cut)), readAngle(plain.slice(cut))];
        if (first?.side && second?.side) return inOrder(first, second);
      }
    }
    return null;
  }

  /**
   * @param {string} text
   * @returns {WrittenPosition | null} maybe out of range
   */
  function readPosition(text) {
    const plain = plainOf(text);
    for (const found of plain.matchAll(/\s*[,;/|、]\s*|\s+/g)) {
      const position = inOrder(
        readAngle(plain.slice(0, found.index)), readAngle(plain.slice(found.index + found[0].length)));
      if (position) return position;
    }
    return readJoined(plain);
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ readAngle, readPosition }));
})();
