/*
 * Ground paths: Leaflet projects every vertex of a path at each zoom, and some countries have ten thousand.
 * These are given flats, and of them only what is in view is drawn.
 */

/**
 * What a path of the ground has of its own and of Leaflet's.
 * @typedef {object} GroundPath
 * @property {Flat[]} flats
 * @property {() => void} clipAsLeaflet leaves of `_rings` what is in view
 * @property {L.Map} _map
 * @property {{_bounds: {min: L.Point, max: L.Point}}} _renderer
 * @property {Flat[] | Flat[][]} _latlngs
 * @property {L.Point[][]} _rings
 * @property {L.Bounds} _rawPxBounds
 * @property {() => void} _updateBounds
 * @property {() => L.LatLngBounds} getBounds
 */

(function () {
  'use strict';

  const CRS = L.CRS.EPSG3857;
  const BESIDE = 8; // pixels beside the frame, from where the broadest line is seen

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
   * @param {Bounds} bounds
   * @param {L.Map} map
   * @returns {L.Bounds} in pixels of the map's layers
   */
  function pixelsOf([west, south, east, north], map) {
    return L.bounds(map.latLngToLayerPoint([north, west]), map.latLngToLayerPoint([south, east]));
  }

  /**
   * What such a path does otherwise than Leaflet's own.
   * @type {ThisType<GroundPath> & Record<string, (flats: Flat[] | Flat[][]) => L.LatLngBounds | void>}
   */
  const METHODS = {
    _setLatLngs(flats) {
      this._latlngs = flats;
      this.flats = flats.flat();
    },

    getBounds() {
      return this.flats.length ? geoApp.boundsOf(geoApp.flatBounds(this.flats)) : L.latLngBounds([]);
    },

    _project() {
      if (!this.flats.length) return;
      this._rawPxBounds = pixelsOf(geoApp.flatBounds(this.flats), this._map);
      this._updateBounds();
    },

    _clipPoints() {
      const { min, max } = this._renderer._bounds;
      const frame = { min: min.subtract([BESIDE, BESIDE]), max: max.add([BESIDE, BESIDE]) };
      this._rings = this.flats
        .filter(({ bounds }) => pixelsOf(bounds, this._map).intersects(L.bounds(frame.min, frame.max)))
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

  /** @type {new (lines: Flat[], options: L.PolylineOptions) => L.Polyline} */
  const GroundLine = forGround(L.Polyline);
  /** @type {new (polygons: Flat[][], options: L.PolylineOptions) => L.Polygon} */
  const GroundArea = forGround(L.Polygon);

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({
    groundLine: (lines, options) => new GroundLine(lines, options),
    groundArea: (polygons, options) => new GroundArea(polygons, options),
  }));
})();
