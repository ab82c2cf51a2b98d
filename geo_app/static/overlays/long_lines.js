/*
 * Long lines: of a track of a million points the numbers are kept in columns. A list for each position would take
 * a browser half a second, and it makes them where somebody asks for the coordinates: who downloads the data.
 */

/**
 * @typedef {LngLat[] | LongLine} Line positions one after another
 *
 * @typedef {object} LongLine
 * @property {number} length
 * @property {(index: number) => LngLat} position made anew each time
 * @property {(test: (position: LngLat) => boolean) => boolean} some
 * @property {(test: (position: LngLat) => boolean) => LngLat[]} filter
 * @property {() => LngLat[]} list
 */

geoApp.share((geoApp) => {
  'use strict';

  /** @type {WeakMap<GeoJSON.Geometry, LongLine[]>} */
  const known = new WeakMap();

  /** @implements {LongLine} */
  class Columns {
    /** @param {Float64Array[]} columns longitudes, latitudes and maybe heights of its positions */
    constructor(columns) {
      this.columns = columns;
      this.length = columns[0].length;
    }

    /** @param {number} index @returns {LngLat} */
    position(index) {
      const { columns } = this;
      if (columns.length === 2) return [columns[0][index], columns[1][index]];
      return columns.map((each) => each[index]);
    }

    /** @param {(position: LngLat) => boolean} test */
    some(test) {
      for (let index = 0; index < this.length; index += 1) if (test(this.position(index))) return true;
      return false;
    }

    /** @param {(position: LngLat) => boolean} test */
    filter(test) {
      return this.list().filter((position) => test(position));
    }

    /** @returns {LngLat[]} */
    list() {
      return Array.from({ length: this.length }, (_, index) => this.position(index));
    }
  }

  /**
   * @param {Float64Array[]} columns of positions of several lines, one behind the other
   * @param {number[]} lengths of each line
   * @returns {LongLine[]}
   */
  function cutColumns(columns, lengths) {
    let start = 0;
    return lengths.map((length) => {
      start += length;
      return new Columns(columns.map((each) => each.subarray(start - length, start)));
    });
  }

  /**
   * Give a geometry coordinates that are made when somebody asks for them.
   * @param {{type?: string}} geometry
   * @param {LongLine[]} lines
   * @param {boolean} isOne they are a list of positions, and not of lines
   */
  function layColumns(geometry, lines, isOne) {
    /** @type {LngLat[] | LngLat[][] | undefined} */
    let made;
    Object.defineProperty(geometry, 'coordinates', {
      enumerable: true,
      get: () => {
        made = made || (isOne ? lines[0].list() : lines.map((line) => line.list()));
        return made;
      },
    });
    const isLineal = geometry.type === (isOne ? 'LineString' : 'MultiLineString');
    if (isLineal) known.set(/** @type {GeoJSON.Geometry} */ (geometry), lines);
  }

  /**
   * @param {GeoJSON.LineString} geometry
   * @returns {Line}
   */
  function lineOf(geometry) {
    return known.get(geometry)?.[0] || geometry.coordinates;
  }

  /**
   * @param {GeoJSON.MultiLineString} geometry
   * @returns {Line[]}
   */
  function linesOf(geometry) {
    return known.get(geometry) || geometry.coordinates;
  }

  /**
   * @param {Line} line
   * @param {number} index
   * @returns {LngLat}
   */
  function positionIn(line, index) {
    return Array.isArray(line) ? line[index] : line.position(index);
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ cutColumns, layColumns, lineOf, linesOf, positionIn }));
});
