/*
 * Overlays: the reader's own routes. Loaded by overlay_door.js when the first of them comes. Load order:
 *   begin.js, world.js
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
 * @property {L.LatLngBounds | null} bounds
 */

/**
 * @typedef {object} OverlayItem
 * @property {Overlay} overlay
 * @property {number} index
 * @property {OverlayFeature} feature
 */

(function () {
  'use strict';

  /** @param {View} view once, when the script has come */
  function startOverlays(view) {
    view.overlays = [];
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ startOverlays }));
})();
