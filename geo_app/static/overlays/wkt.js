/* WKT: a geometry as text, with its third coordinates and without its fourth. As overlays/wkt.py. */
(function () {
  'use strict';

  const DEEPEST = 16;
  const TOKEN = /[ \t\r\n\f\v]*([a-z]+|[(),]|[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?(?![\w.]))/iy;
  /** @type {Record<string, GeoJSON.Geometry['type'] | undefined>} */
  const TYPES = {
    POINT: 'Point', LINESTRING: 'LineString', LINEARRING: 'LineString', POLYGON: 'Polygon', MULTIPOINT: 'MultiPoint',
    MULTILINESTRING: 'MultiLineString', MULTIPOLYGON: 'MultiPolygon', GEOMETRYCOLLECTION: 'GeometryCollection',
  };

  /** That a text is no WKT, on its way to where that is said. */
  class NoWkt extends Error {}

  /** @param {string} text @returns {string[]} */
  function tokenize(text) {
    /** @type {string[]} */
    const tokens = [];
    TOKEN.lastIndex = 0;
    let end = 0;
    for (let found = TOKEN.exec(text); found; found = TOKEN.exec(text)) {
      tokens.push(found[1].toUpperCase());
      end = TOKEN.lastIndex;
    }
    if (text.slice(end).trim()) throw new NoWkt();
    return tokens;
  }

  /**
   * @param {string[]} tokens all of them
   * @returns {any} a GeoJSON geometry; its coordinates or geometries are empty where it is
   */
  function parse(tokens) {
    let at = 0;
    /** @param {string} token @returns {boolean} */
    const take = (token) => {
      const isNext = tokens[at] === token;
      at += Number(isNext);
      return isNext;
    };
    /** @param {string} token */
    const need = (token) => {
      if (!take(token)) throw new NoWkt();
    };
    /**
     * @template T
     * @param {() => T} read
     * @returns {T[]} in brackets
     */
    const list = (read) => {
      if (take('EMPTY')) return [];
      need('(');
      const found = [read()];
      while (take(',')) found.push(read());
      need(')');
      return found;
    };
    /**
     * @param {string} [outer] what of Z and M the collection around it has
     * @returns {any} all of its positions have as many numbers
     */
    const geometry = (outer) => {
      const [, name, joined] = /^(.*?)(ZM|Z|M)?$/.exec(tokens[at++] || '') || [];
      const type = TYPES[name];
      if (!type) throw new NoWkt();
      const tag = joined || ['ZM', 'Z', 'M'].find(take) || outer;
      let width = tag ? 2 + tag.length : 0;
      /** @returns {number[]} */
      const one = () => {
        const from = at;
        while (Number.isFinite(Number(tokens[at]))) at += 1;
        width = width || at - from;
        if (at - from !== width || width < 2 || width > 4) throw new NoWkt();
        return tokens.slice(from, from + (tag === 'M' ? 2 : Math.min(3, width))).map(Number);
      };
      /** @returns {number[]} of a point by itself */
      const single = () => {
        if (take('EMPTY')) return [];
        need('(');
        const found = one();
        need(')');
        return found;
      };
      const line = () => closeEnough(list(one));
      const ring = () => closed(list(one));
      const polygon = () => (tokens[at] === 'EMPTY' ? [ring()] : withShell(list(ring)));
      /** @returns {number[][]} either all in brackets, or none */
      const points = () => {
        const isBare = Number.isFinite(Number(tokens[at + 1]));
        return list(isBare ? one : single).filter(({ length }) => length);
      };
      switch (type) {
        case 'GeometryCollection': return { type, geometries: list(() => geometry(tag)) };
        case 'Point': return { type, coordinates: single() };
        case 'LineString': return { type, coordinates: name === 'LINEARRING' ? ring() : line() };
        case 'MultiPoint': return { type, coordinates: points() };
        case 'MultiLineString': return { type, coordinates: list(line) };
        case 'Polygon': return { type, coordinates: polygon() };
        default: return { type, coordinates: list(polygon) };
      }
    };
    const found = geometry();
    if (at < tokens.length) throw new NoWkt();
    return found;
  }

  /** @param {number[][]} line @returns {number[][]} */
  function closeEnough(line) {
    if (line.length === 1) throw new NoWkt();
    return line;
  }

  /** @param {number[][]} ring @returns {number[][]} */
  function closed(ring) {
    const last = ring[ring.length - 1];
    if (ring.length && (ring.length < 3 || ring[0][0] !== last[0] || ring[0][1] !== last[1])) throw new NoWkt();
    return ring;
  }

  /** @param {number[][][]} rings @returns {number[][][]} */
  function withShell(rings) {
    if (rings.length > 1 && !rings[0].length) throw new NoWkt();
    return rings;
  }

  /** @param {any} geometry @returns {boolean} there is no position in it */
  function isEmpty({ coordinates, geometries }) {
    return geometries ? geometries.every(isEmpty) : !coordinates.flat(Infinity).length;
  }

  /** @param {string} text @returns {boolean} */
  function isDeep(text) {
    let depth = 0;
    for (let at = 0; at < text.length && depth <= DEEPEST; at += 1) {
      if (text[at] === '(') depth += 1;
      else if (text[at] === ')') depth -= 1;
    }
    return depth > DEEPEST;
  }

  /**
   * @param {View} view
   * @param {string} text
   * @returns {GeoJSON.Geometry}
   */
  function readWkt(view, text) {
    if (!text) return geoApp.refusePart(view, 'no_geometry');
    const said = /^\s*SRID\s*=\s*(\d+)\s*;/i.exec(text);
    if (said && Number(said[1].slice(0, 9)) !== 4326) {
      return geoApp.refusePart(view, 'srid', { srid: geoApp.shownValue(said[1]) });
    }
    const rest = said ? text.slice(said[0].length) : text;
    if (isDeep(rest)) return geoApp.refusePart(view, 'geometry_deep');
    let geometry;
    try {
      geometry = parse(tokenize(rest));
    } catch (error) {
      if (!(error instanceof NoWkt)) throw error;
      return geoApp.refusePart(view, 'no_wkt', { text: geoApp.shownValue(rest) });
    }
    if (isEmpty(geometry)) return geoApp.refusePart(view, 'empty_geometry');
    return geometry;
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ readWkt }));
})();
