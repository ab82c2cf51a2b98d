/* Geometry: the features of TopoJSON and GeoJSON files. */

/**
 * A geometry that has coordinates.
 * @typedef {GeoJSON.Point | GeoJSON.MultiPoint | GeoJSON.LineString | GeoJSON.MultiLineString
 *   | GeoJSON.Polygon | GeoJSON.MultiPolygon} Shape
 */

/**
 * @template {Shape} S
 * @template P
 * @typedef {object} FeatureOf
 * @property {'Feature'} type
 * @property {string} [id]
 * @property {P} properties
 * @property {S} geometry
 */

/**
 * A feature of a file of the ground: of its shape, what can be drawn.
 * @typedef {object} GroundFeature
 * @property {string} [id]
 * @property {GroundProperties} properties
 * @property {Flat[]} lines
 * @property {Flat[][]} polygons each its outer ring, then its holes; the last vertex is not the first again
 *
 * @typedef {{id?: string, disputed?: boolean}} GroundProperties
 */

/**
 * A TopoJSON object that is no collection: arcs by index, ~i is arc i walked backwards.
 * @typedef {{id?: string, properties?: GroundProperties}} TopoObject
 * @typedef {TopoObject & {type: 'Point' | 'MultiPoint'}} TopoPoints
 * @typedef {TopoObject & {type: 'LineString', arcs: number[]}} TopoLine
 * @typedef {TopoObject & {type: 'MultiLineString' | 'Polygon', arcs: number[][]}} TopoLines
 * @typedef {TopoObject & {type: 'MultiPolygon', arcs: number[][][]}} TopoPolygons
 * @typedef {TopoPoints | TopoLine | TopoLines | TopoPolygons} TopoShape
 * @typedef {{type: 'GeometryCollection', geometries?: TopoGeometry[]}} TopoCollection
 * @typedef {TopoShape | TopoCollection | {type: null}} TopoGeometry
 */

/**
 * @typedef {object} Topology
 * @property {'Topology'} type
 * @property {Record<string, TopoGeometry>} objects
 * @property {Flat[]} [flatArcs] each is there once it was needed
 *
 * @typedef {{scale: number[], translate: number[]}} Transform
 * @typedef {Topology & {encoding?: undefined, transform?: Transform, arcs: number[][][]}} PlainTopology
 * @typedef {Topology & {encoding: 'polyline', transform: Transform, arcs: string[]}} PackedTopology
 * @typedef {{type: 'FeatureCollection', features?: FeatureOf<Shape, GroundProperties | undefined>[]}} GroundCollection
 * @typedef {PlainTopology | PackedTopology | GroundCollection} GeometryFile
 */

/**
 * The nested [lat, lon] that Leaflet makes of a shape.
 * @template {Shape} S
 * @typedef {S extends GeoJSON.LineString ? L.LatLng[]
 *   : S extends GeoJSON.MultiLineString | GeoJSON.Polygon ? L.LatLng[][]
 *   : S extends GeoJSON.MultiPolygon ? L.LatLng[][][] : never} NestedLatLngs
 */

(function () {
  'use strict';

  /**
   * Undo the Encoded Polyline Algorithm Format.
   * @param {string} text
   * @param {(dx: number, dy: number) => void} each is given the difference to the pair before
   */
  function unpack(text, each) {
    let value = 0;
    let shift = 0;
    let first = 0;
    let isFirst = true;
    for (let i = 0; i < text.length; i += 1) {
      const code = text.charCodeAt(i) - 63;
      value |= (code & 31) << shift;
      shift += 5;
      if (code >= 32) continue;
      const number = value & 1 ? ~(value >> 1) : value >> 1;
      if (isFirst) first = number;
      else each(first, number);
      isFirst = !isFirst;
      value = 0;
      shift = 0;
    }
  }

  /**
   * @param {PlainTopology | PackedTopology} topology
   * @param {number} index
   * @returns {Flat} the arc; deltas are summed where a transform is given
   */
  function decodeArc(topology, index) {
    const { transform } = topology;
    if (!transform) return geoApp.flatOf(/** @type {PlainTopology} */ (topology).arcs[index]);
    const [scaleX, scaleY] = transform.scale;
    const [left, bottom] = transform.translate;
    const arc = topology.arcs[index];
    // In text, each number takes at least one character.
    const lngs = new Float64Array(arc.length);
    const lats = new Float64Array(arc.length);
    let [x, y, count] = [0, 0, 0];
    const add = (/** @type {number} */ dx, /** @type {number} */ dy) => {
      x += dx;
      y += dy;
      lngs[count] = x * scaleX + left;
      lats[count] = y * scaleY + bottom;
      count += 1;
    };
    if (typeof arc === 'string') unpack(arc, add);
    else arc.forEach(([dx, dy]) => add(dx, dy));
    return geoApp.flatten(lngs.subarray(0, count), lats.subarray(0, count));
  }

  /**
   * @param {PlainTopology | PackedTopology} topology
   * @param {number} index of an arc; ~i is arc i walked backwards
   * @returns {Flat}
   */
  function arcOf(topology, index) {
    if (index < 0) return geoApp.backwards(arcOf(topology, ~index));
    topology.flatArcs = topology.flatArcs || [];
    topology.flatArcs[index] = topology.flatArcs[index] || decodeArc(topology, index);
    return topology.flatArcs[index];
  }

  /**
   * @param {number[]} indexes arcs in order
   * @param {PlainTopology | PackedTopology} topology
   * @returns {Flat} one line
   */
  function joinArcs(indexes, topology) {
    return geoApp.joinFlats(indexes.map((index) => arcOf(topology, index)));
  }

  /**
   * @template L
   * @param {{type: string | null, lines?: unknown}} shape its lines nested as its type says
   * @param {(line: L) => Flat} decode
   * @returns {Pick<GroundFeature, 'lines' | 'polygons'>}
   */
  function partsOf({ type, lines }, decode) {
    const one = /** @type {L} */ (lines);
    const several = /** @type {L[]} */ (lines);
    /** @param {L[]} rings */
    const polygon = (rings) => rings.map(decode).map((ring) => geoApp.partOf(ring, 0, ring.lngs.length - 1));
    return {
      lines: type === 'LineString' ? [decode(one)] : type === 'MultiLineString' ? several.map(decode) : [],
      polygons: type === 'Polygon' ? [polygon(several)]
        : type === 'MultiPolygon' ? /** @type {L[][]} */ (lines).map(polygon) : [],
    };
  }

  /**
   * @param {PlainTopology | PackedTopology} topology
   * @param {TopoGeometry} [object]
   * @returns {Generator<GroundFeature>}
   */
  function* decodeObject(topology, object) {
    if (!object || !object.type) return;
    if (object.type === 'GeometryCollection') {
      for (const each of object.geometries || []) yield* decodeObject(topology, each);
      return;
    }
    const lines = 'arcs' in object ? object.arcs : undefined;
    yield {
      id: object.id, properties: object.properties || {},
      ...partsOf({ type: object.type, lines }, (/** @type {number[]} */ line) => joinArcs(line, topology)),
    };
  }

  /**
   * Decode the arcs of all files: what is drawn after that is quickly put together.
   * @param {View} view
   * @returns {Generator<Pause>} a pause is possible after each
   */
  function* unfold({ data }) {
    for (const file of Object.values(data.files || {})) {
      if (file.type !== 'Topology') continue;
      for (const index of file.arcs.keys()) {
        arcOf(file, index);
        yield;
      }
    }
  }

  /**
   * The features that a layer draws from its file, if there is one; each is decoded when it is asked for.
   * @param {View} view
   * @param {FromFile} spec the layer
   * @returns {Generator<GroundFeature>}
   */
  function* eachFeature(view, spec) {
    const file = (view.data.files || {})[spec.file];
    if (!file) return;
    if (file.type !== 'Topology') {
      for (const { id, properties, geometry } of file.features || []) {
        if (geometry) yield { id, properties: properties || {}, ...partsOf({ type: geometry.type, lines: geometry.coordinates }, geoApp.flatOf) };
      }
      return;
    }
    const names = spec.objects && spec.objects.length ? spec.objects : Object.keys(file.objects);
    for (const name of names) yield* decodeObject(file, file.objects[name]);
  }

  /**
   * @param {GroundFeature} feature
   * @returns {string | undefined} its id, wherever it stands
   */
  function featureId({ id, properties }) {
    return id !== undefined ? id : properties.id;
  }

  /**
   * @template {Exclude<Shape, GeoJSON.Point | GeoJSON.MultiPoint>} S
   * @param {S} geometry a GeoJSON (multi)line or (multi)polygon
   * @returns {NestedLatLngs<S>}
   */
  function latLngs(geometry) {
    const depth = { LineString: 0, MultiLineString: 1, Polygon: 1, MultiPolygon: 2 };
    return /** @type {NestedLatLngs<S>} */ (
      L.GeoJSON.coordsToLatLngs(geometry.coordinates, depth[geometry.type]));
  }

  /**
   * @param {{geometry: Shape}[]} features
   * @returns {L.LatLng[][]} every line of every feature, as one nested list for one path
   */
  function allLines(features) {
    return features.flatMap((feature) => {
      const type = feature.geometry.type;
      if (type === 'LineString') return [latLngs(feature.geometry)];
      return type === 'MultiLineString' ? latLngs(feature.geometry) : [];
    });
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({
    eachFeature, featureId, latLngs, allLines, unfold,
  }));
})();
