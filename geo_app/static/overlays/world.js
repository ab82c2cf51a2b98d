/* World: the land of the world behind routes that leave the corridor's ground, and room to see it. */

/** @typedef {{axis: 'x' | 'y', outer: L.LatLngTuple, inner: L.LatLngTuple}} Cut between these it fades */

(function () {
  'use strict';

  const WORLD = { ground: L.latLngBounds([-75, -540], [84, 540]), whole: /** @type {Bounds} */ ([-180, -60, 180, 80]) };
  const COPIES = [-360, 0, 360];
  const COAST = 0.5; // degrees by which a coarse coast may stand out from behind a fine one
  const LAP = 0.1; // degrees by which pieces overlap, so that no seam shines through
  const SOUTH = -84.9;
  const FADE = 2; // degrees within which tints and boundaries fade out towards a cut

  /** @param {L.LatLngBounds} box */
  const sides = (box) => [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()];

  /**
   * @param {L.LatLngBounds | null} hole
   * @returns {L.Bounds[]} all but the hole, in pieces
   */
  function around(hole) {
    if (!hole) return [L.bounds([-540, -90], [540, 90])];
    const [west, south, east, north] = sides(hole);
    return [
      L.bounds([-540, -90], [west, 90]), L.bounds([east, -90], [540, 90]),
      L.bounds([west - LAP, -90], [east + LAP, south]), L.bounds([west - LAP, north], [east + LAP, 90]),
    ];
  }

  /**
   * @param {Flat} ring
   * @param {number} [shift] degrees to the east
   * @returns {L.Point[]} its vertices: longitude, latitude
   */
  function pointsOf({ lngs, lats }, shift = 0) {
    return Array.from(lngs, (lng, index) => L.point(lng + shift, lats[index]));
  }

  /**
   * @param {Flat[][]} polygons
   * @param {L.Bounds} piece
   * @returns {L.LatLng[][][]} what of them and their copies is in the piece
   */
  function clip(polygons, piece) {
    return COPIES.flatMap((shift) => polygons.map((rings) => rings
      .map((ring) => L.PolyUtil.clipPolygon(pointsOf(ring, shift), piece))
      .map((ring) => ring.map(({ x, y }) => L.latLng(y, x)))
      .filter((ring) => ring.length)));
  }

  /**
   * @param {Flat} ring
   * @param {L.LatLng} point
   * @returns {boolean} the point is in the ring: a line from it to the east leaves it
   */
  function isIn({ lngs, lats }, { lat, lng }) {
    return lats.filter((one, index) => {
      const next = (index + 1) % lats.length;
      return (one > lat) !== (lats[next] > lat)
        && lng < lngs[index] + (lat - one) / (lats[next] - one) * (lngs[next] - lngs[index]);
    }).length % 2 === 1;
  }

  /**
   * A corridor's land that goes round the world is drawn roughly where its story does not lead.
   * @param {View} view
   * @param {Flat[][]} polygons of the world
   * @returns {Flat[][]} islands that the corridor's own land lacks
   */
  function missingIslands(view, polygons) {
    const land = geoApp.landRings(view).map((ring) => ({ ring, box: geoApp.boundsOf(ring.bounds) }));
    /** @param {L.LatLngBounds} box */
    const extent = (box) => (box.getEast() - box.getWest()) * (box.getNorth() - box.getSouth());
    return polygons.map(([coast]) => coast).filter(({ bounds }) => {
      const box = geoApp.boundsOf(bounds);
      // Beside a much larger land it may still be an island of its own.
      return !land.some((each) => each.box.intersects(box)
        && (extent(each.box) < 99 * extent(box) || isIn(each.ring, box.getCenter())));
    }).map((coast) => [coast]);
  }

  /** @returns {L.Layer} Antarctica goes on where a map in Mercator's projection has no more latitudes */
  function drawSouth() {
    const land = geoApp.svg('rect', { class: 'area-land', width: '100%', height: '100000%' });
    const element = geoApp.svg('svg', {}, [land]);
    element.style.overflow = 'visible';
    return L.svgOverlay(element, [[-86, -540], [SOUTH, 540]], { pane: 'world' });
  }

  /**
   * @param {View} view
   * @returns {Promise<L.LayerGroup>} not where the corridor's own land is: its coasts are finer
   */
  async function drawWorld(view) {
    const world = JSON.parse(await geoApp.resource(view, 'world'));
    const features = [...geoApp.eachFeature({ ...view, data: { files: { world } } }, { file: 'world' })];
    const polygons = features.flatMap((feature) => feature.polygons);
    view.map.createPane('world').style.zIndex = '140';
    view.renderers.world = geoApp.makeSheet('world');
    // Simplified, an end of an edge along a cut would leave it, and a sliver of land cross the sea.
    const look = { stroke: false, fill: true, smoothFactor: 0 };
    const options = geoApp.pathOptions(view, 'world', 'area-land', look);
    const pieces = around(geoApp.groundBox(view, COAST)).map((piece) => L.polygon(clip(polygons, piece), options));
    return L.layerGroup([...pieces, geoApp.groundArea(missingIslands(view, polygons), options), drawSouth()]);
  }

  /**
   * @param {View} view
   * @returns {Cut[]} the sides of the ground where its countries were cut
   */
  function findCuts(view) {
    const box = geoApp.groundBox(view, COAST);
    const rings = view.countries.flatMap((country) => country.rings.flat());
    if (!box || !rings.length) return [];
    const held = sides(box);
    const [west, south, east, north] = held;
    const drawn = geoApp.flatBounds(rings);
    /** @type {Cut[]} */
    const cuts = [
      { axis: 'x', outer: [0, west], inner: [0, west + FADE] },
      { axis: 'y', outer: [south, 0], inner: [south + FADE, 0] },
      { axis: 'x', outer: [0, east], inner: [0, east - FADE] },
      { axis: 'y', outer: [north, 0], inner: [north - FADE, 0] },
    ];
    return cuts.filter((_, side) => (side < 2 ? drawn[side] < held[side] : drawn[side] > held[side]));
  }

  /**
   * Let tints and boundaries fade out towards where they were cut, for the land goes on beyond.
   * @param {View} view
   * @param {L.SVG} renderer
   */
  function fade({ map, cuts, widened }, renderer) {
    const drawing = /** @type {HTMLElement} */ (/** @type {unknown} */ (renderer.getPane()?.querySelector('svg')));
    const corner = L.DomUtil.getPosition(drawing);
    /** @param {L.LatLngTuple} at @param {'x' | 'y'} axis */
    const place = (at, axis) => map.latLngToLayerPoint(at)[axis] - corner[axis];
    drawing.style.mask = !widened ? '' : (cuts || []).map(({ axis, outer, inner }) => {
      const stops = [{ at: place(outer, axis), ink: '#0000' }, { at: place(inner, axis), ink: '#000' }];
      const inks = stops.sort((one, other) => one.at - other.at).map(({ at, ink }) => `${ink} ${at}px`);
      return `linear-gradient(to ${axis === 'x' ? 'right' : 'bottom'},${inks})`;
    }).join();
    drawing.style.maskComposite = 'intersect';
  }

  /** @param {View} view */
  function fadeCuts(view) {
    const { tint, bands, bounds } = view.renderers;
    const cut = [tint, bands, bounds];
    if (!view.cuts) {
      view.cuts = findCuts(view);
      if (view.cuts.length) cut.forEach((each) => each.on('update', () => fade(view, each)));
    }
    if (view.cuts.length) cut.filter((each) => view.map.hasLayer(each)).forEach((each) => fade(view, each));
  }

  /** @param {View} view name whose land it is, unless the map's foot does already */
  function credit(view) {
    const name = 'Natural Earth';
    if ((view.data.attribution || '').includes(name) || !view.map.attributionControl) return;
    view.map.attributionControl[view.widened ? 'addAttribution' : 'removeAttribution'](name);
  }

  /**
   * Let the reader pan and zoom out over the whole world, and draw its land; again is no matter.
   * @param {View} view
   */
  async function widenToWorld(view) {
    if (view.widened) return;
    view.widened = WORLD;
    geoApp.limitMap(view);
    // Without it the routes are still there, over the sea: a file may lack it, a server be gone.
    view.world = view.world || drawWorld(view);
    try {
      const land = await view.world;
      if (!view.widened) return;
      land.addTo(view.map);
      credit(view);
      fadeCuts(view);
    } catch {
      view.world = undefined;
    }
  }

  /**
   * Keep the map on the corridor's own ground again.
   * @param {View} view
   */
  function narrowToGround(view) {
    if (!view.widened) return;
    view.widened = undefined;
    view.world?.then((land) => view.widened || land.remove());
    credit(view);
    fadeCuts(view);
    geoApp.limitMap(view);
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ narrowToGround, widenToWorld }));
})();
