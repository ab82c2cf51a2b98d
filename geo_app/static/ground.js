/* The ground: panes, land, relief, water, tinted countries, boundaries. */

/**
 * A country as the data block says it.
 * @typedef {object} CountryProperties
 * @property {string} id
 * @property {string} title
 * @property {string | number | null} [tint]
 * @property {string | null} [card]
 * @property {[longitude: number, latitude: number][]} [label_points]
 */

/**
 * A country: its name, and its tint where it has one.
 * @typedef {CountryProperties & CountryParts} Country
 *
 * @typedef {object} CountryParts
 * @property {'country'} type
 * @property {string} layerId
 * @property {L.Polygon | null} polygon its tint, where it has one
 * @property {Flat[][]} rings of each of its polygons
 * @property {L.LatLng[]} labelPoints
 * @property {() => Focusable | undefined} [element]
 * @property {LabelCosts} [costs]
 *
 * @typedef {Country & {element: () => Focusable | undefined}} NamedCountry what can have a card
 * @typedef {NamedCountry & {polygon: L.Polygon}} TintedCountry
 */

(function () {
  'use strict';

  /* Made in this order, which is also the order of the Tab key; z-index is the order of drawing. */
  /** @type {Record<string, number>} */
  const PANES = {
    routes: 420, tint: 160, land: 150, relief: 170, water: 180, bands: 185, bounds: 190, ties: 405,
    roads: 410, labels: 590, edges: 640,
  };

  /* Two, for the tint of a country changes below the pointer, and the relief costs more to draw than both below. */
  /** @type {Record<string, string[]>} */
  const STACKS = { ground: ['land', 'tint'], surface: ['relief', 'water', 'bands', 'bounds'] };

  /**
   * Panes whose features answer; the paths of all others are for the eye alone.
   * @type {Record<string, string>} the word that names each
   */
  const GROUPS = { routes: 'routes', tint: 'countries', markerPane: 'places' };

  /** @param {View} view */
  function makePanes(view) {
    view.renderers = {};
    /** @param {string} name @returns {HTMLElement | undefined} the stack of a pane, made where its first one stands */
    const stackOf = (name) => {
      const [stack, panes] = Object.entries(STACKS).find(([, names]) => names.includes(name)) || [];
      if (!stack || !panes) return undefined;
      return view.map.getPane(stack) || geoApp.makeStack(view.map, stack, PANES[panes[0]]);
    };
    Object.entries(PANES).forEach(([name, order]) => {
      const stack = stackOf(name);
      const pane = view.map.createPane(name, stack);
      pane.style.zIndex = String(order);
      // A picture's parts are not heard: without these the paths would lie in one.
      view.renderers[name] = geoApp.makeSheet(name, Boolean(stack)).on('add', () =>
        geoApp.setAttributes(/** @type {Element} */ (pane.querySelector('svg')),
          name in GROUPS ? { role: 'presentation' } : { 'aria-hidden': 'true' }));
    });
    Object.entries(GROUPS).forEach(([name, word]) =>
      geoApp.setAttributes(/** @type {HTMLElement} */ (view.map.getPane(name)), { role: 'group', 'aria-label': geoApp.word(view, word) }));
  }

  /**
   * Options of a path whose look is the style sheet's business.
   * @param {View} view
   * @param {string} pane
   * @param {string} className
   * @param {L.PolylineOptions} [more]
   * @returns {L.PolylineOptions}
   */
  function pathOptions(view, pane, className, more) {
    return {
      pane, className, renderer: view.renderers[pane], interactive: false, fill: false, ...more,
    };
  }

  /**
   * @param {View} view
   * @param {GroundSpec} spec
   * @returns {Generator<L.Layer>} land, only filled; a path each, for features may overlap at their seams
   */
  function* drawLand(view, spec) {
    const options = pathOptions(view, 'land', 'area area-land', { stroke: false, fill: true });
    for (const feature of geoApp.eachFeature(view, spec)) {
      yield geoApp.groundArea(feature.polygons, options);
    }
  }

  /**
   * @param {View} view
   * @param {ReliefSpec} spec
   * @returns {L.Layer[]} the place of the shaded relief, which is there once its picture has come
   */
  function drawRelief(view, spec) {
    const { image, bounds, finer } = spec;
    if (!image || !bounds) return [];
    const options = { pane: 'relief', alt: '', interactive: false, className: 'relief' };
    const place = L.layerGroup();
    geoApp.pictureAddress(image).then((address) => {
      const overlay = geoApp.makeImage(address, geoApp.boundsOf(bounds), options);
      if (finer) geoApp.refine(overlay, finer);
      place.addLayer(overlay);
    });
    return [place];
  }

  /**
   * @param {View} view
   * @param {GroundSpec} spec
   * @returns {Generator<L.Layer>} rivers, then lakes over them
   */
  function* drawWater(view, spec) {
    const features = [...geoApp.eachFeature(view, spec)];
    const lake = pathOptions(view, 'water', 'area area-lake', { stroke: false, fill: true });
    yield* geoApp.drawRivers(view, features.flatMap(({ lines }) => lines));
    yield geoApp.groundArea(features.flatMap(({ polygons }) => polygons), lake);
  }

  /**
   * A path for each line: where there is one for all, a browser works out all of its strokes for each tile.
   * @param {View} view
   * @param {GroundSpec} spec
   * @returns {Generator<L.Layer>} a soft band, then the line; disputed stretches dashed
   */
  function* drawBoundaries(view, spec) {
    const features = [...geoApp.eachFeature(view, spec)];
    /** @param {boolean} isDisputed */
    const linesOf = (isDisputed) => features
      .filter(({ properties }) => Boolean(properties.disputed) === isDisputed).flatMap(({ lines }) => lines);
    const [agreed, disputed] = [linesOf(false), linesOf(true)];
    /**
     * @param {Flat[]} lines
     * @param {string} className
     * @param {string} [pane]
     */
    const draw = (lines, className, pane = 'bounds') => lines.map((line) =>
      geoApp.groundLine([line], pathOptions(view, pane, `line ${className}`, { smoothFactor: 0.6 })));
    yield* draw([...agreed, ...disputed], 'boundary-band', 'bands');
    yield* draw(agreed, 'line-boundary');
    yield* draw(disputed, 'line-disputed');
  }

  /**
   * @param {View} view
   * @param {string} layerId
   * @param {CountriesSpec} spec
   * @returns {Generator<L.Layer>} one tint for each country that has one
   */
  function* drawCountries(view, layerId, spec) {
    /** @type {Map<string | undefined, GroundFeature[]>} */
    const shapes = new Map();
    for (const feature of geoApp.eachFeature(view, spec)) {
      const id = geoApp.featureId(feature);
      shapes.set(id, [...(shapes.get(id) || []), feature]);
    }
    for (const properties of spec.features || []) {
      yield* drawCountry(view, layerId, properties, shapes.get(properties.id) || []);
    }
  }

  /**
   * @param {View} view
   * @param {string} layerId
   * @param {CountryProperties} properties
   * @param {GroundFeature[]} shapes of its files
   * @returns {L.Layer[]}
   */
  function drawCountry(view, layerId, properties, shapes) {
    /** @type {Country} */
    const country = {
      ...properties, type: 'country', layerId, polygon: null, rings: shapes.flatMap(({ polygons }) => polygons),
      labelPoints: (properties.label_points || []).map(([lon, lat]) => L.latLng(lat, lon)),
    };
    view.countries.push(country);
    geoApp.labelCountry(view, country);
    if (!properties.tint) return [];
    country.element = () => country.polygon?.getElement();
    if (country.rings.length) tintCountry(view, country);
    if (!country.polygon && !country.labelPoints.length) return [];
    // Without a shape, which an official file may lack, links open its card where its name stands.
    geoApp.registerFeature(view, /** @type {NamedCountry} */ (country));
    return country.polygon ? [country.polygon] : [];
  }

  /**
   * @param {View} view
   * @param {Country} country
   */
  function tintCountry(view, country) {
    const interactive = Boolean(country.card);
    country.polygon = geoApp.groundArea(country.rings, pathOptions(
      view, 'tint', `country tint-${country.tint}`, { stroke: false, fill: true, interactive }));
    if (interactive) answerAsCountry(view, /** @type {TintedCountry} */ (country));
  }

  /**
   * @param {View} view
   * @param {TintedCountry} country
   */
  function answerAsCountry(view, country) {
    country.polygon.on('add', () => {
      const element = /** @type {SVGElement} */ (country.polygon.getElement());
      geoApp.nameButton(element, geoApp.nameFeature(view, country.title, country.card));
      geoApp.answerKeys(view, element, country);
    });
    country.polygon.on('click', (event) => {
      L.DomEvent.stopPropagation(event);
      geoApp.openFeature(view, country, { latLng: event.latlng });
    });
  }

  /**
   * Role, name and place in the Tab order of a path; paths are made anew at each add.
   * @param {Element} element
   * @param {string} title
   */
  function nameButton(element, title) {
    geoApp.setAttributes(element, {
      role: 'button', tabindex: '0', 'aria-label': title, 'aria-haspopup': 'dialog',
    });
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({
    makePanes, pathOptions, drawLand, drawRelief, drawWater, drawBoundaries, drawCountries,
    nameButton,
  }));
})();
