/* Read: a file of routes in the browser, where there is no server: GeoJSON and CSV. As overlays/read.py. */
(function () {
  'use strict';

  const HEAD = 65_536;
  const SAMPLE = 4096;
  const MANY = 0.1;
  const MOST_FAULTS = 100;
  const SHOWN = ['kind', 'name', 'date', 'frequency', 'weight'];
  /** What other files begin with; the server reads these. */
  const OTHERS = ['PK', 'SQLite format 3', 'fgb'];

  /** @param {Uint8Array} bytes @returns {string[]} encodings to try, the likeliest first */
  function encodingsOf(bytes) {
    if (bytes[0] === 0xff && bytes[1] === 0xfe) return ['utf-16le'];
    if (bytes[0] === 0xfe && bytes[1] === 0xff) return ['utf-16be'];
    if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return ['utf-8'];
    const sample = bytes.subarray(0, SAMPLE);
    /** @param {number} parity */
    const zeros = (parity) => sample.filter((byte, index) => index % 2 === parity && !byte).length;
    const [even, odd] = [zeros(0), zeros(1)];
    if (odd > MANY * Math.floor(sample.length / 2) && !even) return ['utf-16le', 'utf-8'];
    if (even > MANY * Math.ceil(sample.length / 2) && !odd) return ['utf-16be', 'utf-8'];
    return ['utf-8', 'gb18030'];
  }

  /**
   * @param {Reading} reading
   * @param {Uint8Array} bytes
   * @returns {string} whatever they are encoded in
   */
  function decode(reading, bytes) {
    for (const encoding of encodingsOf(bytes)) {
      try {
        const text = new TextDecoder(encoding, { fatal: true }).decode(bytes).replace(/^\ufeff+/, '');
        return text.includes('\0') ? geoApp.failReading(reading, 'nul') : text;
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
      }
    }
    return geoApp.failReading(reading, 'no_text');
  }

  /**
   * @param {Reading} reading
   * @param {Uint8Array} bytes
   * @returns {{format: 'csv' | 'geojson', text: string}} by what it holds first, by its name second
   */
  function recognize(reading, bytes) {
    const { file } = reading;
    const start = String.fromCharCode(...bytes.subarray(0, 16));
    const ending = (/\.[^.]+$/.exec(file) || [''])[0].toLowerCase();
    const isTable = ['.csv', '.tsv', '.tab', '.txt'].includes(ending);
    if (OTHERS.some((magic) => start.startsWith(magic)) || /^\.(shp|gpx|km[lz])$/.test(ending)) {
      geoApp.failReading(reading, 'server');
    }
    const text = decode(reading, bytes);
    const head = text.slice(0, HEAD).trimStart();
    if (/^(?:<!doctype\s+html|<html)/i.test(head)) geoApp.failReading(reading, 'web_page');
    if (head.startsWith('<')) geoApp.failReading(reading, /<(?:[\w-]+:)?(gpx|kml)[\s>/]/i.test(head) ? 'server' : 'xml');
    const isJson = /^[{[]/.test(head);
    if (!isJson && (ending === '.json' || ending === '.geojson')) {
      geoApp.failReading(reading, 'ending', { format: 'GeoJSON' });
    }
    return { format: isJson || !(isTable || head) ? 'geojson' : 'csv', text };
  }

  /** @param {Iterable<string>} names @returns {OverlayDocument['roles']} the first that says each */
  function findRoles(names) {
    /** @type {Record<string, string>} */
    const found = {};
    for (const name of names) {
      const role = geoApp.roleOf(name);
      if (role && SHOWN.includes(role) && !found[role]) found[role] = name;
    }
    return found;
  }

  /** @param {OverlayFeature[]} features @returns {Set<string>} names of properties, as they first appear */
  function propertyNames(features) {
    return new Set(features.flatMap(({ properties }) => Object.keys(properties || {})));
  }

  /**
   * @param {Reading} reading
   * @param {Record<string, any>} members of the collection
   * @returns {OverlayDocument}
   */
  function documentOf(reading, members) {
    const { view, file, format, unit, features, faults, read } = reading;
    const drawn = read - faults.filter(({ lost }) => lost).length - features.filter(({ geometry }) => !geometry).length;
    const listed = faults.slice(0, MOST_FAULTS).map(({ number, text }) => ({ place: geoApp.placeText(reading, number), text }));
    return {
      name: file.replace(/(.)\.[^.]*$/, '$1'), format, unit,
      data: { type: 'FeatureCollection', ...members, features },
      report: {
        read, drawn, summary: geoApp.faultText(view, `${unit}s`, { read, drawn }),
        faults: listed, more: faults.length - listed.length,
      },
      style: {}, roles: findRoles(propertyNames(features)),
    };
  }

  /**
   * @param {View} view
   * @param {string} name of the file
   * @param {Uint8Array} bytes
   * @param {ReadOptions} [options]
   * @returns {Promise<OverlayDocument>} or throws an OverlayFailure
   */
  async function readOverlay(view, name, bytes, options = {}) {
    /** @type {Reading} */
    const reading = {
      view, file: name, format: '', unit: 'row', options, features: [], faults: [], read: 0, vertices: 0, until: 0,
    };
    geoApp.checkLimit(reading, 'bytes', bytes.length);
    if (!bytes.some((byte) => ![32, 9, 13, 10, 0, 0xef, 0xbb, 0xbf, 0xff, 0xfe].includes(byte))) {
      geoApp.failReading(reading, 'empty');
    }
    const { format, text } = recognize(reading, bytes);
    reading.format = format;
    reading.unit = format === 'csv' ? 'row' : 'feature';
    const members = format === 'csv' ? await geoApp.readCsv(reading, text) : await geoApp.readGeoJson(reading, text);
    reading.faults.sort((one, other) => one.number - other.number);
    if (!reading.features.length) {
      const [first] = reading.faults;
      geoApp.failReading(reading, first ? 'nothing' : 'nothing_there',
        first && { place: geoApp.placeText(reading, first.number), problem: first.text });
    }
    return documentOf(reading, members || {});
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ readOverlay }));
})();
