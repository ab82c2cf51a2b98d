/* Geometry: TopoJSON and GeoJSON files as plain GeoJSON features. */
(function () {
  'use strict';

  /**
   * Undo the Encoded Polyline Algorithm Format.
   * @param {string} text
   * @returns {number[][]} pairs of integers, each the difference to the pair before
   */
  function unpack(text) {
    const numbers = [];
    let value = 0;
    let shift = 0;
    for (let i = 0; i < text.length; i += 1) {
      const code = text.charCodeAt(i) - 63;
      value |= (code & 31) << shift;
      shift += 5;
      if (code < 32) {
        numbers.push(value & 1 ? ~(value >> 1) : value >> 1);
        value = 0;
        shift = 0;
      }
    }
    return Array.from({ length: numbers.length / 2 }, (_, i) => numbers.slice(2 * i, 2 * i + 2));
  }

  /**
   * @param {object} topology
   * @returns {number[][][]} every arc in degrees; deltas are summed where a transform is given.
   */
  function decodeArcs(topology) {
    const transform = topology.transform;
    if (!transform) return topology.arcs;
    const [scaleX, scaleY] = transform.scale;
    const [left, bottom] = transform.translate;
    const deltas = topology.encoding === 'polyline' ? topology.arcs.map(unpack) : topology.arcs;
    return deltas.map((arc) => {
      let x = 0;
      let y = 0;
      return arc.map((delta) => {
        x += delta[0];
        y += delta[1];
        return [x * scaleX + left, y * scaleY + bottom];
      });
    });
  }

  /**
   * @param {number[]} indexes arcs in order; ~i is arc i walked backwards
   * @param {number[][][]} arcs
   * @returns {number[][]} one line
   */
  function joinArcs(indexes, arcs) {
    const line = [];
    indexes.forEach((index) => {
      const arc = index < 0 ? arcs[~index].slice().reverse() : arcs[index];
      line.push(...(line.length ? arc.slice(1) : arc));
    });
    return line;
  }

  /**
   * @param {object} topology
   * @param {number[]} position
   * @returns {number[]} a point in degrees
   */
  function decodePoint(topology, position) {
    if (!topology.transform) return position;
    const { scale, translate } = topology.transform;
    return [position[0] * scale[0] + translate[0], position[1] * scale[1] + translate[1]];
  }

  const coordinates = {
    Point: (geometry, arcs, topology) => decodePoint(topology, geometry.coordinates),
    MultiPoint: (geometry, arcs, topology) =>
      geometry.coordinates.map((each) => decodePoint(topology, each)),
    LineString: (geometry, arcs) => joinArcs(geometry.arcs, arcs),
    MultiLineString: (geometry, arcs) => geometry.arcs.map((line) => joinArcs(line, arcs)),
    Polygon: (geometry, arcs) => geometry.arcs.map((ring) => joinArcs(ring, arcs)),
    MultiPolygon: (geometry, arcs) =>
      geometry.arcs.map((polygon) => polygon.map((ring) => joinArcs(ring, arcs))),
  };

  /**
   * @param {object} topology
   * @param {number[][][]} arcs
   * @param {object} object
   * @returns {object[]} its GeoJSON features
   */
  function decodeObject(topology, arcs, object) {
    if (!object || !object.type) return [];
    if (object.type === 'GeometryCollection') {
      return (object.geometries || []).flatMap((each) => decodeObject(topology, arcs, each));
    }
    const decode = coordinates[object.type];
    if (!decode) return [];
    return [{
      type: 'Feature',
      id: object.id,
      properties: object.properties || {},
      geometry: { type: object.type, coordinates: decode(object, arcs, topology) },
    }];
  }

  /**
   * The features that a layer draws from its file, if there is one.
   * @param {View} view
   * @param {object} spec the layer
   * @returns {object[]} GeoJSON features
   */
  function fileFeatures(view, spec) {
    const file = (view.data.files || {})[spec.file];
    if (!file) return [];
    if (file.type !== 'Topology') return (file.features || []).filter((each) => each.geometry);
    file.decodedArcs = file.decodedArcs || decodeArcs(file);
    const names = spec.objects && spec.objects.length ? spec.objects : Object.keys(file.objects);
    return names.flatMap((name) => decodeObject(file, file.decodedArcs, file.objects[name]));
  }

  /**
   * @param {object} feature
   * @returns {string|undefined} its id, wherever it stands
   */
  function featureId(feature) {
    return feature.id !== undefined ? feature.id : (feature.properties || {}).id;
  }

  /**
   * @param {object} geometry a GeoJSON (multi)line or (multi)polygon
   * @returns {Array} Leaflet's nested [lat, lon]
   */
  function latLngs(geometry) {
    const depth = { LineString: 0, MultiLineString: 1, Polygon: 1, MultiPolygon: 2 };
    return L.GeoJSON.coordsToLatLngs(geometry.coordinates, depth[geometry.type]);
  }

  /**
   * @param {object[]} features
   * @returns {Array} every line of every feature, as one nested list for one path
   */
  function allLines(features) {
    return features.flatMap((feature) => {
      const type = feature.geometry.type;
      if (type === 'LineString') return [latLngs(feature.geometry)];
      return type === 'MultiLineString' ? latLngs(feature.geometry) : [];
    });
  }

  /**
   * @param {object[]} features
   * @returns {Array} every polygon of every feature, as one nested list for one path
   */
  function allPolygons(features) {
    return features.flatMap((feature) => {
      const type = feature.geometry.type;
      if (type === 'Polygon') return [latLngs(feature.geometry)];
      return type === 'MultiPolygon' ? latLngs(feature.geometry) : [];
    });
  }

  Object.assign(geoApp, { fileFeatures, featureId, latLngs, allLines, allPolygons });
})();
