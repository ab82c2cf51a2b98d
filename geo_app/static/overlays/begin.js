/*
 * Overlays: the reader's own routes. Loaded by overlay_door.js when the first of them comes. Load order:
 *   begin.js, world.js, long_lines.js, columnar.js, parts.js, shape.js, rough.js, model.js, slices.js, arcs.js,
 *   weaving.js, network.js, raster.js, ink.js, mixing.js, layers.js, studio.js, painter.js, strokes.js,
 *   groups.js, faces.js, ahead.js, canvas.js, near.js, hits.js, card.js, reading.js, swapping.js,
 *   geometries.js, positions.js, stops.js, wkt.js, table.js, csv.js, geojson.js, read.js, phrases.js,
 *   columns.js, style.js, legend.js, filter.js, look.js, routes.js, report.js, entry.js, list.js, keep.js,
 *   cross.js, send.js, ask.js, add.js
 * This file: what the door calls once all of it is there.
 */

/**
 * What was read of a file: what the server answers, a file carries, and the browser's readers make.
 * @typedef {object} OverlayDocument
 * @property {string} name
 * @property {string} format
 * @property {string} unit what the file is made of
 * @property {GeoJSON.FeatureCollection<GeoJSON.Geometry | null> & {features: OverlayFeature[]}} data
 * @property {OverlayReport} report
 * @property {OverlayStyle} style
 * @property {Partial<Record<'kind' | 'name' | 'date' | 'frequency' | 'weight', string>>} [roles]
 *     the properties that mean these
 *
 * @typedef {GeoJSON.Feature<GeoJSON.Geometry | null> & {method?: 'geodesic', stops?: OverlayStop[]}} OverlayFeature
 * @typedef {{text: string, name?: string, place?: string}} OverlayStop
 *
 * @typedef {object} OverlayReport
 * @property {number} read
 * @property {number} drawn
 * @property {string} summary
 * @property {{place: string, text: string}[]} faults
 * @property {number} more faults that are not listed
 *
 * @typedef {object} OverlayStyle
 * @property {number} [color] of the palette, 1 to 8
 * @property {'solid' | 'dashed' | 'dotted'} [line]
 * @property {number} [width] 1 to 6
 * @property {string} [color_by] a property
 * @property {string} [width_by] a property
 * @property {boolean} [shown]
 * @property {string} [kind] that is shown alone
 * @property {string} [text] that what is shown contains
 */

/**
 * @typedef {object} Overlay
 * @property {number} id
 * @property {OverlayDocument} document
 * @property {string} name
 * @property {boolean} shown
 * @property {OverlayStyle} style
 * @property {OverlayItem[]} items
 * @property {L.LatLngBounds | null} bounds of many items they take their time; longitudes may pass ±180°; null where nothing can be drawn
 * @property {(item: OverlayItem) => OverlayPaint} paint
 */

/**
 * @typedef {object} OverlayItem
 * @property {Overlay} overlay
 * @property {number} index
 * @property {OverlayFeature} feature
 * @property {OverlayShape} shape found when it is first asked for, then kept
 * @property {string} title
 * @property {number | null} metres length of its lines; null where it has none. This and what follows is
 *     found each time it is asked for
 * @property {L.LatLng[][]} lines as the map draws them, longitudes without a leap
 * @property {L.LatLng[]} points
 * @property {L.LatLngBounds | null} bounds
 */

(function () {
  'use strict';

  /** @param {View} view once, when the script has come */
  function startOverlays(view) {
    view.overlays = [];
    geoApp.keepInExport(view);
    geoApp.crossLanguages(view);
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ startOverlays }));
})();
