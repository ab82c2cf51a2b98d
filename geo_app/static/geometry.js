/* Geometry: TopoJSON and GeoJSON files as plain GeoJSON features. */

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
 * What a file of the ground holds.
 * @typedef {Readonly<FeatureOf<Shape, {id?: string, disputed?: boolean} | undefined>>} GroundFeature
 */

/**
 * A TopoJSON object that is no collection: arcs by index, ~i is arc i walked backwards.
 * @typedef {{id?: string, properties?: GroundFeature['properties']}} TopoObject
 * @typedef {TopoObject & {type: 'Point', coordinates: number[]}} TopoPoint
 * @typedef {TopoObject & {type: 'MultiPoint', coordinates: number[][]}} TopoMultiPoint
 * @typedef {TopoObject & {type: 'LineString', arcs: number[]}} TopoLine
 * @typedef {TopoObject & {type: 'MultiLineString' | 'Polygon', arcs: number[][]}} TopoLines
 * @typedef {TopoObject & {type: 'MultiPolygon', arcs: number[][][]}} TopoPolygons
 * @typedef {TopoPoint | TopoMultiPoint | TopoLine | TopoLines | TopoPolygons} TopoShape
 * @typedef {{type: 'GeometryCollection', geometries?: TopoGeometry[]}} TopoCollection
 * @typedef {TopoShape | TopoCollection | {type: null}} TopoGeometry
 */

/**
 * @typedef {object} Topology
 * @property {'Topology'} type
 * @property {Record<string, TopoGeometry>} objects
 * @property {number[][][]} [decodedArcs] in degrees; each is there once it was needed
 *
 * @typedef {{scale: number[], translate: number[]}} Transform
 * @typedef {Topology & {encoding?: undefined, transform?: Transform, arcs: number[][][]}} PlainTopology
 * @typedef {Topology & {encoding: 'polyline', transform: Transform, arcs: string[]}} PackedTopology
 * @typedef {{type: 'FeatureCollection', features?: GroundFeature[]}} GroundCollection
 * @typedef {PlainTopology | PackedTopology | GroundCollection} GeometryFile
 */

/**
 * A method's type, so that it may be the decoder of one type of shape: the caller chose it by type.
 * @typedef {{
 *   decode(shape: TopoShape, topology: Topology): Shape['coordinates'],
 * }['decode']} DecodeShape
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
   * @returns {number[][]} the arc in degrees; deltas are summed where a transform is given.
   */
  function decodeArc(topology, index) {
    const { transform } = topology;
    if (!transform) return /** @type {PlainTopology} */ (topology).arcs[index];
    const [scaleX, scaleY] = transform.scale;
    const [left, bottom] = transform.translate;
    let x = 0;
    let y = 0;
    /** @type {number[][]} */
    const arc = [];
    const add = (/** @type {number} */ dx, /** @type {number} */ dy) => {
      x += dx;
      y += dy;
      arc.push([x * scaleX + left, y * scaleY + bottom]);
    };
    if (topology.encoding === 'polyline') unpack(topology.arcs[index], add);
    else topology.arcs[index].forEach(([dx, dy]) => add(dx, dy));
    return arc;
  }

  /**
   * @param {PlainTopology | PackedTopology} topology
   * @param {number} index
   * @returns {number[][]} the arc in degrees
   */
  function arcOf(topology, index) {
    topology.decodedArcs = topology.decodedArcs || [];
    topology.decodedArcs[index] = topology.decodedArcs[index] || decodeArc(topology, index);
    return topology.decodedArcs[index];
  }

  /**
   * @param {number[]} indexes arcs in order; ~i is arc i walked backwards
   * @param {PlainTopology | PackedTopology} topology
   * @returns {number[][]} one line
   */
  function joinArcs(indexes, topology) {
    /** @type {number[][]} */
    const line = [];
    indexes.forEach((index) => {
      const arc = index < 0 ? arcOf(topology, ~index).slice().reverse() : arcOf(topology, index);
      line.push(...(line.length ? arc.slice(1) : arc));
    });
    return line;
  }

  /**
   * @param {PlainTopology | PackedTopology} topology
   * @param {number[]} position
   * @returns {number[]} a point in degrees
   */
  function decodePoint(topology, position) {
    if (!topology.transform) return position;
    const { scale, translate } = topology.transform;
    return [position[0] * scale[0] + translate[0], position[1] * scale[1] + translate[1]];
  }

  /**
   * @type {{[T in TopoShape['type']]: (
   *   geometry: TopoShape & {type: T}, topology: PlainTopology | PackedTopology,
   * ) => Extract<Shape, {type: T}>['coordinates']}}
   */
  const coordinates = {
    Point: (geometry, topology) => decodePoint(topology, geometry.coordinates),
    MultiPoint: (geometry, topology) =>
      geometry.coordinates.map((each) => decodePoint(topology, each)),
    LineString: (geometry, topology) => joinArcs(geometry.arcs, topology),
    MultiLineString: (geometry, topology) => geometry.arcs.map((line) => joinArcs(line, topology)),
    Polygon: (geometry, topology) => geometry.arcs.map((ring) => joinArcs(ring, topology)),
    MultiPolygon: (geometry, topology) =>
      geometry.arcs.map((polygon) => polygon.map((ring) => joinArcs(ring, topology))),
  };

  /**
   * @param {PlainTopology | PackedTopology} topology
   * @param {TopoGeometry} [object]
   * @returns {Generator<GroundFeature>} its GeoJSON features
   */
  function* decodeObject(topology, object) {
    if (!object || !object.type) return;
    if (object.type === 'GeometryCollection') {
      for (const each of object.geometries || []) yield* decodeObject(topology, each);
      return;
    }
    /** @type {DecodeShape | undefined} */
    const decode = coordinates[object.type];
    if (!decode) return;
    yield {
      type: 'Feature',
      id: object.id,
      properties: object.properties || {},
      geometry: /** @type {Shape} */ ({ type: object.type, coordinates: decode(object, topology) }),
    };
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
      yield* (file.features || []).filter((each) => each.geometry);
      return;
    }
    const names = spec.objects && spec.objects.length ? spec.objects : Object.keys(file.objects);
    for (const name of names) yield* decodeObject(file, file.objects[name]);
  }

  /**
   * @param {GroundFeature} feature
   * @returns {string | undefined} its id, wherever it stands
   */
  function featureId(feature) {
    return feature.id !== undefined ? feature.id : (feature.properties || {}).id;
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
   * @param {Pick<GroundFeature, 'geometry'>[]} features
   * @returns {L.LatLng[][]} every line of every feature, as one nested list for one path
   */
  function allLines(features) {
    return features.flatMap((feature) => {
      const type = feature.geometry.type;
      if (type === 'LineString') return [latLngs(feature.geometry)];
      return type === 'MultiLineString' ? latLngs(feature.geometry) : [];
    });
  }

  /**
   * @param {Pick<GroundFeature, 'geometry'>[]} features
   * @returns {L.LatLng[][][]} every polygon of every feature, as one nested list for one path; as Leaflet
   *     has it, the last vertex of a ring is not the first again
   */
  function allPolygons(features) {
    const polygons = features.flatMap((feature) => {
      const type = feature.geometry.type;
      if (type === 'Polygon') return [latLngs(feature.geometry)];
      return type === 'MultiPolygon' ? latLngs(feature.geometry) : [];
    });
    return polygons.map((rings) => rings.map((ring) => ring.slice(0, -1)));
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({
    eachFeature, featureId, latLngs, allLines, allPolygons,
  }));
})();
