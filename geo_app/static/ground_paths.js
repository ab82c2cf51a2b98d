/*
 * Ground paths: Leaflet projects every vertex of a path at each zoom, and some countries have ten thousand.
 * Of these only what is in view is projected, from a plane that is reckoned once.
 */

/**
 * A line or ring on the plane that is the world at zoom 0.
 * @typedef {object} Flat
 * @property {Float64Array} xs
 * @property {Float64Array} ys
 * @property {number[]} box left, top, right, bottom
 * @property {L.LatLngBounds} bounds
 */

/**
 * What a path of the ground has of its own and of Leaflet's.
 * @typedef {object} GroundPath
 * @property {Flat[] | undefined} flats reckoned when they are first asked for
 * @property {() => void} clipAsLeaflet leaves of `_rings` what is in view
 * @property {L.Map} _map
 * @property {{_bounds: {min: L.Point, max: L.Point}}} _renderer
 * @property {L.LatLngBounds} _bounds
 * @property {L.LatLng[][] | L.LatLng[][][]} _latlngs
 * @property {L.Point[][]} _rings
 * @property {L.Bounds} _rawPxBounds
 * @property {() => void} _updateBounds
 * @property {() => L.LatLngBounds} getBounds
 */

(function () {
  'use strict';

  const CRS = L.CRS.EPSG3857;
  const BESIDE = 8; // pixels beside the frame, from where the broadest line is seen

  /** @type {WeakMap<L.LatLng[], Flat>} the tint, the band and the line of one border share theirs */
  const known = new WeakMap();

  /**
   * @param {L.LatLng[]} line
   * @returns {Flat}
   */
  function flatten(line) {
    const xs = new Float64Array(line.length);
    const ys = new Float64Array(line.length);
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let index = 0; index < line.length; index += 1) {
      const { lat, lng } = line[index];
      const { x, y } = CRS.latLngToPoint(line[index], 0);
      xs[index] = x;
      ys[index] = y;
      west = Math.min(west, lng);
      east = Math.max(east, lng);
      south = Math.min(south, lat);
      north = Math.max(north, lat);
    }
    const [start, end] = [[north, west], [south, east]].map(([lat, lng]) => CRS.latLngToPoint(L.latLng(lat, lng), 0));
    return { xs, ys, box: [start.x, start.y, end.x, end.y], bounds: L.latLngBounds([south, west], [north, east]) };
  }

  /**
   * @param {L.LatLng[]} line
   * @returns {Flat}
   */
  function flatOf(line) {
    const flat = known.get(line) || flatten(line);
    known.set(line, flat);
    return flat;
  }

  /**
   * @param {L.LatLng[][] | L.LatLng[][][]} nested
   * @returns {L.LatLng[][]} lines, or the rings of polygons
   */
  function linesIn(nested) {
    return nested.flatMap((each) => (Array.isArray(each[0]) ? /** @type {L.LatLng[][]} */ (each)
      : [/** @type {L.LatLng[]} */ (each)])).filter(({ length }) => length);
  }

  /**
   * The vertices that matter in a frame. One on the pixel of the one before is left out, and so is a run
   * of them beyond one side of the frame but for its ends: what joins these lies beyond that side too, so
   * that clipped it is the same.
   * @param {Flat} flat
   * @param {L.Map} map
   * @param {{min: L.Point, max: L.Point}} frame in pixels of the map's layers
   * @returns {L.Point[]} in the same
   */
  function verticesIn({ xs, ys }, map, { min, max }) {
    const scale = CRS.scale(map.getZoom()) / CRS.scale(0);
    const origin = map.getPixelOrigin();
    /** @type {L.Point[]} */
    const kept = [];
    /** @type {number[]} for each that is kept, a bit for each side beyond which it lies */
    const beyond = [];
    for (let index = 0; index < xs.length; index += 1) {
      const x = Math.round(xs[index] * scale) - origin.x;
      const y = Math.round(ys[index] * scale) - origin.y;
      const sides = (x < min.x ? 1 : 0) | (x > max.x ? 2 : 0) | (y < min.y ? 4 : 0) | (y > max.y ? 8 : 0);
      const last = kept.length - 1;
      if (last >= 0 && kept[last].x === x && kept[last].y === y) continue;
      if (last > 0 && sides & beyond[last] & beyond[last - 1]) {
        kept[last].x = x;
        kept[last].y = y;
        beyond[last] = sides;
      } else {
        kept.push(L.point(x, y));
        beyond.push(sides);
      }
    }
    return kept;
  }

  /**
   * @param {Flat} flat
   * @param {L.Map} map
   * @param {{min: L.Point, max: L.Point}} frame in pixels of the map's layers
   * @returns {boolean}
   */
  function meets({ box: [left, top, right, bottom] }, map, { min, max }) {
    const scale = CRS.scale(map.getZoom()) / CRS.scale(0);
    const { x, y } = map.getPixelOrigin();
    return left * scale - x <= max.x && right * scale - x >= min.x && top * scale - y <= max.y && bottom * scale - y >= min.y;
  }

  /**
   * What such a path does otherwise than Leaflet's own: it keeps what it is given, and projects what is seen.
   * @type {ThisType<GroundPath> & Record<string, (latLngs: L.LatLng[][] | L.LatLng[][][]) => L.LatLngBounds | void>}
   */
  const METHODS = {
    _setLatLngs(latLngs) {
      this._latlngs = latLngs;
      this.flats = undefined;
    },

    getBounds() {
      if (!this.flats) {
        this.flats = linesIn(this._latlngs).map(flatOf);
        this._bounds = L.latLngBounds([]);
        this.flats.forEach(({ bounds }) => this._bounds.extend(bounds));
      }
      return this._bounds;
    },

    _project() {
      const bounds = this.getBounds();
      if (!bounds.isValid()) return;
      const corners = [bounds.getNorthWest(), bounds.getSouthEast()];
      this._rawPxBounds = L.bounds(corners.map((corner) => this._map.latLngToLayerPoint(corner)));
      this._updateBounds();
    },

    _clipPoints() {
      const { min, max } = this._renderer._bounds;
      const frame = { min: min.subtract([BESIDE, BESIDE]), max: max.add([BESIDE, BESIDE]) };
      this._rings = (this.flats || []).filter((flat) => meets(flat, this._map, frame))
        .map((flat) => verticesIn(flat, this._map, frame));
      this.clipAsLeaflet();
    },
  };

  /**
   * @template P
   * @param {{extend: (methods: object) => unknown, prototype: {_clipPoints(): void}}} Path
   * @returns {P} its kind for the ground
   */
  function forGround(Path) {
    return /** @type {P} */ (Path.extend({ ...METHODS, clipAsLeaflet: Path.prototype._clipPoints }));
  }

  /** @type {new (lines: L.LatLng[][], options: L.PolylineOptions) => L.Polyline} */
  const GroundLine = forGround(L.Polyline);
  /** @type {new (polygons: L.LatLng[][][], options: L.PolylineOptions) => L.Polygon} */
  const GroundArea = forGround(L.Polygon);

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({
    groundLine: (lines, options) => new GroundLine(lines, options),
    groundArea: (polygons, options) => new GroundArea(polygons, options),
  }));
})();
