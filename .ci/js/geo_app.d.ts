/*
 * What the scripts in geo_app/static share, for the type checker alone: nothing of it is served.
 * The types of what they hand round (View, Place, Box …) stand as @typedef where it is made.
 */

/**
 * The one global object: what each file gives to the others, in the order in which they load.
 * Where a file hands its functions over, `@satisfies` holds them against this list.
 */
interface GeoApp {
  // data.js
  viewOf: (map: L.Map) => View;
  word: (view: View, name: string, value?: string) => string;
  html<T extends keyof HTMLElementTagNameMap>(
    tag: T, attributes?: Attributes, text?: string): HTMLElementTagNameMap[T];
  svg<T extends keyof SVGElementTagNameMap>(
    tag: T, attributes?: Attributes, children?: Element[]): SVGElementTagNameMap[T];
  setAttributes<E extends Element>(element: E, attributes?: Attributes): E;
  prefersStillness: () => boolean;
  isPhone: () => boolean;
  isLow: () => boolean;
  isRightToLeft: () => boolean;
  numerals: () => string[];
  oncePerFrame: (action: () => void) => () => void;
  isShown: (view: View, layerId: string) => boolean;

  // flats.js
  backwards: (flat: Flat) => Flat;
  flatBounds: (flats: Flat[]) => Bounds;
  flatOf: (positions: number[][]) => Flat;
  flatten: (lngs: Float64Array, lats: Float64Array) => Flat;
  joinFlats: (flats: Flat[]) => Flat;
  partOf: (flat: Flat, start: number, end: number) => Flat;

  // geometry.js
  eachFeature: (view: View, spec: FromFile) => Generator<GroundFeature>;
  featureId: (feature: GroundFeature) => string | undefined;
  unfold: (view: View) => Generator<Pause>;
  latLngs<S extends Exclude<Shape, GeoJSON.Point | GeoJSON.MultiPoint>>(
    geometry: S): NestedLatLngs<S>;
  allLines: (features: { geometry: Shape }[]) => L.LatLng[][];

  // sheets.js
  makeImage: (address: string, bounds: L.LatLngBounds, options: L.ImageOverlayOptions) => L.ImageOverlay;
  makeSheet: (pane: string, inStack?: boolean) => L.SVG;
  makeStack: (map: L.Map, name: string, order: number) => HTMLElement;
  // ground_paths.js
  groundLine: (lines: Flat[], options: L.PolylineOptions) => L.Polyline;
  groundArea: (polygons: Flat[][], options: L.PolylineOptions) => L.Polygon;

  // framed.js
  shareScrolling: (view: View) => void;

  // frame.js
  overlaps: (one: Box, other: Box) => boolean;
  isInside: (inner: Box, outer: Box) => boolean;
  mapBox: (map: L.Map) => Box;
  boxOf: (map: L.Map, element: Element) => Box;
  furniture: (view: View) => Box[];
  margins: (view: View) => Box;
  freeBox: (view: View, extra?: number) => Box;
  boundsOf: (box: Bounds) => L.LatLngBounds;
  fit: (view: View, box: Bounds, animate?: boolean) => void;
  fitMargin: (view: View) => number;
  frameOf: (view: View, box: Bounds, extra: number) => { center: L.LatLng; zoom: number };
  jumpTo: (view: View, center: L.LatLngExpression, zoom: number) => void;
  sheetHeight: () => number;

  // limits.js
  groundBox: (view: View, sea: number) => L.LatLngBounds | null;
  keepLimits: (view: View) => Generator<Pause>;
  landRings: (view: View) => Flat[];
  limitMap: (view: View) => void;

  // rivers.js
  drawRivers: (view: View, lines: Flat[]) => L.Layer[];

  // grid.js
  makeGrid<B extends Box>(boxes?: B[]): Grid<B>;

  // relief.js
  refine: (overlay: L.ImageOverlay, address: string) => void;

  // ground.js
  makePanes: (view: View) => void;
  pathOptions: (view: View, pane: string, className: string, more?: L.PolylineOptions) => L.PolylineOptions;
  drawLand: (view: View, spec: GroundSpec) => Generator<L.Layer>;
  drawRelief: (view: View, spec: ReliefSpec) => L.Layer[];
  drawWater: (view: View, spec: GroundSpec) => Generator<L.Layer>;
  drawBoundaries: (view: View, spec: GroundSpec) => Generator<L.Layer>;
  drawCountries: (view: View, layerId: string, spec: CountriesSpec) => Generator<L.Layer>;
  nameButton: (element: Element, title: string) => void;

  // marks.js
  drawPlace: (view: View, layerId: string, feature: PlaceFeature) => L.Layer[];
  isMarkShown: (view: View, place: Place) => boolean;
  leastZoom: (place: Place) => number;
  markSize: (view: View, place: Place) => number;
  targetSize: (view: View, place: Place) => number;

  // nudge.js
  nudgeMarks: (view: View) => Generator<void>;

  // mark_layout.js
  arrangeMarks: (view: View) => Generator<void>;
  orderMarks: (view: View) => void;
  toggleMark: (place: Place, shown: boolean) => void;

  // lines.js
  drawRoads: (view: View, layerId: string, spec: RoadsSpec) => L.Layer[];
  drawFeatures: (view: View, layerId: string, spec: DrawnSpec) => Generator<L.Layer | void>;
  middleInView: (view: View, route: Route) => L.LatLng | null;
  screenPoints: (view: View, latLngs: L.LatLng[], step: number) => L.Point[];

  // label_spots.js
  alongRoute: (view: View, route: Route, size: Size) => Candidate[];
  besideMark: (view: View, place: Place, size: Size) => Candidate[];
  isWhollyInView: (view: View, route: Route) => boolean;
  markBox: (view: View, place: Place) => Box;

  // country_labels.js
  acrossCountry: (view: View, country: Country, size: Size) => Candidate[];

  // label_layout.js
  layOutLabels: (view: View) => Generator<Pause>;

  // labels.js
  arrange: (view: View) => void;
  arrangeInSteps: (view: View) => Generator<Pause>;
  keepArranged: (view: View) => void;
  labelCountry: (view: View, country: Country) => void;
  labelPlace: (view: View, place: Place) => void;
  sayEnd: (route: Route) => string;
  labelRoute: (view: View, route: Route) => void;

  // edges.js
  arrangeEdges: (view: View) => void;
  edgeBoxes: (view: View) => Box[];
  makeEdges: (view: View) => void;

  // cards.js
  nameFeature: (view: View, title: string, id?: string | null) => string;
  putCardBack: (view: View, feature: MapFeature) => void;
  takeCards: (view: View) => void;

  // popups.js
  answerKeys: (view: View, element: Focusable, feature: MapFeature) => void;
  closeCard: (view: View) => void;
  openFeature: (view: View, feature: MapFeature, how: Opening) => void;
  registerFeature: (view: View, feature: MapFeature) => void;
  watchPopups: (view: View) => void;

  // reveal.js
  countryPoint: (view: View, country: NamedCountry) => L.LatLng;
  followLinks: (view: View) => void;
  openCard: (view: View, id: string, opener?: Focusable) => void;
  reveal: (view: View, feature: MapFeature, action: () => void) => void;
  showHome: (view: View) => void;
  showOnFocus: (view: View, element: Focusable, feature: MapFeature) => void;
  showWhole: (view: View) => void;

  // notices.js
  hideNotice: (view: View, name: string) => void;
  noticeButton: (text: string, act: () => void) => HTMLButtonElement;
  say: (text: string) => void;
  showLayers: (view: View, ids: string[]) => void;
  shownLayers: (view: View) => string[];
  showNotice: (
    view: View, name: string, parts: (Node | string)[], dismiss?: (() => void) | null) => HTMLElement;
  switchable: (view: View) => string[];
  watchEmptiness: (view: View) => void;

  // resources.js
  deliver: (name: string, text: string) => void;
  hasResource: (view: View, name: string) => Promise<boolean>;
  pictureAddress: (address: string) => Promise<string>;
  resource: (view: View, name: string) => Promise<string>;
  runResource: (view: View, name: string) => Promise<void>;

  // sharing.js
  share: (code: (geoApp: GeoApp) => void) => void;
  workerScript: () => string;

  // geodesic.js
  nearLongitude: (longitude: number, other: number) => number;
  geodesic: (from: LatLngLike, to: LatLngLike) => Geodesic;
  metresBetween: (from: LatLngLike, to: LatLngLike) => number;
  solveGeodesic: (from: LatLngLike, to: LatLngLike) => Solution;

  // legs.js
  legLine: (from: LngLat, to: LngLat) => L.LatLng[][];
  lineThrough: (positions: LngLat[], method?: 'geodesic') => L.LatLng[][];

  // foreign.js
  apart: (text: string) => string;
  languageRuns: (text: string) => Name[];
  markForeign: (text: string) => (Node | string)[];

  // measure.js
  kilometres: (view: View, metres: number) => string;
  measureButton: (view: View) => HTMLElement;

  // tools.js
  copyText: (view: View, name: CopiedName, text: string) => Promise<void>;
  fullScreenButtons: (view: View) => HTMLElement[];
  toolButtons: (view: View) => HTMLElement[];

  // controls.js
  addControls: (view: View) => Generator<Pause>;
  makeButton: (name: ToolIcon, title: string, act: () => void) => HTMLButtonElement;

  // panel.js
  scrollPanel: () => void;
  chooseTab: (chosen: HTMLElement) => void;
  setFolded: (view: View, folded: boolean) => void;
  startPanel: (view: View) => Generator<Pause>;
  tellPanel: (view: View) => void;

  // sheet.js
  followPointer: (view: View, panel: HTMLElement, grip: HTMLElement) => void;
  nextStop: (stop: Stop) => Stop;
  setSheet: (view: View, stop: Stop) => void;

  // switches.js
  bindSwitches: (view: View) => void;

  // lights.js
  darken: (view: View) => void;
  keepLit: (view: View) => void;
  light: (view: View, ids: string[], layers: string[]) => void;
  travelTo: (view: View, box: Bounds, flying: boolean) => void;

  // table_rows.js
  filterRows: (table: DataTable, words: string) => { shown: number; all: number };
  shownRows: (table: DataTable) => TableRow[];
  sortRows: (table: DataTable, heading: Heading | null, direction: Direction) => void;

  // table_export.js
  copyTable: (view: View, table: DataTable) => void;
  downloadTable: (table: DataTable) => void;
  headings: (table: DataTable) => Heading[];
  saveText: (text: string, type: string, name: string) => void;

  // table.js
  closeTable: (view: View, givingBack?: boolean) => void;
  openRow: (view: View, id: string) => void;
  openTable: (view: View, name: string, opener: Focusable | null) => void;
  showTable: (view: View) => void;
  tableOf: (name: string) => DataTable | null;
  tables: () => DataTable[];

  // table_reader.js
  startTables: (view: View) => void;
  tableButton: (view: View) => HTMLElement;

  // story.js
  readChapter: (view: View, chapter: Chapter) => void;
  startStory: (view: View) => void;

  // search_match.js
  find: (items: Findable[], query: string) => Finding[];
  markWords: (name: Name, words: string[]) => HTMLElement;

  // search_index.js
  findables: (view: View) => Findable[];
  giveCards: (view: View) => void;

  // search.js
  startSearch: (view: View) => void;

  // address_parts.js
  ownAddressParts: AddressPart[];

  // address.js
  addressChanged: (view: View) => void;
  addressParts: AddressPart[];
  startAddress: (view: View) => void;
  writeAddress: (view: View) => string;

  // publish.js
  startPublishing: (view: View) => void;

  // overlay_door.js
  crossing: string;
  expectOverlays: (view: View) => void;
  loadOverlays: (view: View) => Promise<boolean>;
  openDoor: (view: View) => void;

  // print.js
  startPrint: (view: View) => void;

  // language_switch.js
  startLanguages: (view: View) => void;

  // overlays/begin.js
  startOverlays: (view: View) => void;

  // overlays/shape.js
  boundsOfBox: (box: Box) => L.LatLngBounds | null;
  featureLines: (feature: OverlayFeature) => L.LatLng[][];
  featureMetres: (feature: OverlayFeature) => number | null;
  featurePoints: (feature: OverlayFeature) => L.LatLng[];
  gather: (boxes: Box[]) => { box: Box; shifts: number[] };
  shapeOf: (feature: OverlayFeature) => OverlayShape;
  toLatLngs: (pixels: Float64Array) => L.LatLng[];

  // overlays/model.js
  addOverlay: (view: View, document: OverlayDocument) => Overlay;
  paintOf: (overlay: Overlay, item?: OverlayItem) => OverlayPaint;
  propertyOf: (item: OverlayItem, role: 'kind' | 'name') => string;
  removeOverlay: (view: View, overlay: Overlay) => void;
  stopsOf: (feature: OverlayFeature) => OverlayStop[];

  // overlays/rough.js
  isDrawable: (item: OverlayItem) => boolean;
  isLarge: (items: OverlayItem[]) => boolean;
  isPlaced: (overlay: Overlay) => boolean;
  reachesBeyond: (overlay: Overlay, ground: L.LatLngBounds) => boolean;
  roughBoxes: (items: OverlayItem[]) => Box[];

  // overlays/slices.js
  inSlices: <T>(
    steps: Generator<number | Promise<unknown> | void, T>, done: (result: T) => void) => Slices<T>;

  // overlays/arcs.js
  arcRow: (from: LatLngLike, to: LatLngLike) => number[];
  arcSlack: number;
  coarsePieces: (rows: ArrayLike<number>, row: number) => number;
  finerPieces: (zoom: number) => number;
  writeArc: (
    rows: ArrayLike<number>, row: number, from: number, to: number, pieces: number, out: Float64Array,
    at?: number) => void;

  // overlays/weaving.js
  weave: (features: OverlayFeature[]) => Generator<void, Network>;

  // overlays/network.js
  madeNetwork: (overlay: Overlay) => Network | null;
  networksOf: (groups: Alike[]) => Generator<void, Map<number, Network>>;

  // overlays/raster.js
  inkApart: number;
  makeRaster: (
    width: number, height: number, broadest: number, strength: number,
    world: { top: number; bottom: number }) => Raster;

  // overlays/ink.js
  inkLayer: (layer: InkLayer, networks: Map<number, Network>, sheet: Sheet) => Generator<void, Raster>;
  rasterFor: (layer: Pick<InkLayer, 'parts' | 'strength'>, sheet: Sheet) => Raster;

  // overlays/mixing.js
  mixInks: (image: ImageData, layers: InkedLayer[]) => Generator<void, void>;
  // overlays/layers.js
  areSame: (some: InkLayer[], others: InkLayer[]) => boolean;
  drawLayers: (
    memory: InkMemory, networks: Map<number, Network>, layers: InkLayer[], sheet: Sheet) => Generator<void, Picture>;
  isSameSheet: (one: Sheet, other: Sheet) => boolean;
  hasInk: (picture: Picture, point: L.Point, reach: number) => boolean;

  // overlays/studio.js
  serveInk: (scope: WorkerScope) => void;

  // overlays/painter.js
  dismissPainter: (view: View) => void;
  foreseePainter: (view: View) => Painter | null;
  makePainter: (view: View) => Painter | null;
  parseDocuments: (view: View, text: string) => any;

  // overlays/ahead.js
  drawAhead: (view: View, canvas: OverlayCanvas, layers: InkLayer[], center: L.LatLng, zoom: number) => void;
  pictureFrom: (
    canvas: OverlayCanvas, painter: Painter, networks: Map<number, Network>, layers: InkLayer[], sheet: Sheet) => Promise<Picture | null>;
  seenMargin: number;

  // overlays/faces.js
  findLie: (view: View, padding: number, origin?: L.Point, zoom?: number) => Lie;
  layPicture: (view: View, canvas: OverlayCanvas, lie: Lie, bitmap: ImageBitmap) => void;
  makeFace: () => HTMLCanvasElement;
  placeFace: (view: View, canvas: OverlayCanvas, lie: Lie, element: HTMLCanvasElement) => void;
  putPicture: (pen: CanvasRenderingContext2D, picture: Picture) => void;

  // overlays/groups.js
  groupItems: (view: View) => Alike[];
  hasCasing: (groups: Alike[]) => boolean;
  inkLayers: (
    groups: Alike[], token: (name: string) => string, casing: number, open?: OverlayItem | null) => InkLayer[];
  isMuch: (groups: Alike[]) => boolean;
  withoutLines: (groups: Alike[]) => Alike[];

  // overlays/strokes.js
  dashesOf: (paint: OverlayPaint, isSquare?: boolean) => number[];
  dotPoints: (pen: CanvasRenderingContext2D, group: Alike, frame: Frame, colour: string, more?: number) => void;
  fillAreas: (pen: CanvasRenderingContext2D, group: Alike, frame: Frame, colour: string) => void;
  strokeLines: (pen: CanvasRenderingContext2D, group: Alike, frame: Frame, colour: string, more?: number) => void;

  // overlays/canvas.js
  redrawOverlays: (view: View) => void;

  // overlays/near.js
  nearestLine: (groups: Alike[], copies: number[], y: number, reach: number, zoom: number) => Hit;
  squareToPiece: (points: ArrayLike<number>, at: number, x: number, y: number) => number;

  // overlays/hits.js
  answerPointer: (view: View) => void;
  overlayItemAt: (view: View, point: L.Point, reach?: number) => OverlayItem | null;

  // overlays/card.js
  openOverlayItem: (view: View, item: OverlayItem, how: Opening) => void;

  // overlays/long_lines.js
  cutColumns: (columns: Float64Array[], lengths: number[]) => LongLine[];
  layColumns: (geometry: { type?: string }, lines: LongLine[], isOne: boolean) => void;
  lineOf: (geometry: GeoJSON.LineString) => Line;
  linesOf: (geometry: GeoJSON.MultiLineString) => Line[];
  positionIn: (line: Line, index: number) => LngLat;

  // overlays/parts.js
  boxAround: (pixels: Float64Array, from?: number, to?: number) => Box;
  isOnEarth: (position: LngLat) => boolean;
  northing: (lat: number, highest?: number) => number;
  partsOf: (geometry: GeoJSON.Geometry | null) => Parts;
  unwrapRing: (ring: LngLat[]) => LatLngLike[];
  noBox: () => Box;

  // overlays/columnar.js
  packDocument: (document: OverlayDocument) => PackedDocument;
  packedAs: (document: OverlayDocument) => Columns | undefined;
  documentsIn: (said: any) => PackedDocument[];
  unpackDocument: (document: PackedDocument) => OverlayDocument;
  unpackShapes: (columns: Columns) => OverlayFeature[];

  // overlays/world.js
  narrowToGround: (view: View) => void;
  widenToWorld: (view: View) => Promise<void>;

  // overlays/reading.js
  breathe: (reading: Reading, fraction: number) => Promise<void>;
  trimmed: (text: string) => string;
  checkLimit: (reading: Reading, what: 'features' | 'vertices' | 'bytes', count: number) => void;
  checkPart: (reading: Reading, values: number) => void;
  countLetters: (text: string, letters: string) => number;
  countPart: (reading: Reading) => void;
  countVertices: (reading: Reading, count: number) => void;
  failReading: (reading: Reading, name: string, values?: FaultValues) => never;
  faultText: (view: View, name: string, values?: FaultValues) => string;
  notingFaults: (reading: Reading, number: number, read: () => void) => void;
  placeText: (reading: Reading, number: number) => string;
  refusePart: (view: View, name: string, values?: FaultValues) => never;
  refuseWith: (text: string) => never;
  shortNumber: (value: number) => string;
  shownValue: (value: unknown) => string;

  // overlays/swapping.js
  makeSwapJudge: (reading: Reading) => SwapJudge;

  // overlays/geometries.js
  isGeometryType: (type: unknown) => boolean;
  isObject: (value: unknown) => boolean;
  requireInRange: (view: View, longitude: number, latitude: number) => void;
  turnGeometry: <G>(geometry: G) => G;
  visitPositions: (view: View, geometry: unknown, visit: (position: number[]) => void) => void;

  // overlays/positions.js
  readAngle: (text: string) => Angle | null;
  readPosition: (text: string) => WrittenPosition | null;

  // overlays/stops.js
  makeStopFinder: (view: View, places: StopPlace[]) => FindStop;

  // overlays/wkt.js
  readWkt: (view: View, text: string) => GeoJSON.Geometry;

  // overlays/table.js
  failWithoutColumns: (reading: Reading, headers: string[]) => never;
  propertiesOf: (
    table: RouteTable, record: TableRecord, without: string[]) => Record<string, string | number>;
  readTable: (reading: Reading, text: string) => Promise<RouteTable>;
  roleOf: (header: string) => string | undefined;

  // overlays/csv.js
  readCsv: (reading: Reading, text: string) => Promise<void>;

  // overlays/geojson.js
  readGeoJson: (reading: Reading, text: string) => Promise<Record<string, unknown>>;

  // overlays/read.js
  readOverlay: (
    view: View, name: string, bytes: Uint8Array, options?: ReadOptions) => Promise<OverlayDocument>;

  // overlays/phrases.js
  freshId: () => string;
  labelled: (text: string, control: HTMLElement) => HTMLLabelElement;
  number: (value: number) => string;
  phrase: (view: View, name: string, values: Record<string, string | number>) => string;
  selection: (
    choices: [value: string, text: string][], chosen: string, choose: (value: string) => void) => HTMLSelectElement;
  wordButton: (text: string, act: (button: HTMLButtonElement) => void, attributes?: Attributes) => HTMLButtonElement;

  // overlays/columns.js
  byFrequency: (values: Iterable<string>) => string[];
  columnsOf: (overlay: Overlay) => OverlayColumn[];
  numberIn: (text: string) => number;
  valueIn: (item: OverlayItem, name: string) => string;

  // overlays/style.js
  paintByStyle: (view: View, overlay: Overlay) => void;
  schemeOf: (view: View, overlay: Overlay) => OverlayScheme;
  widthOf: (overlay: Overlay, amount: number, most: number) => number;

  // overlays/legend.js
  legendOf: (view: View, overlay: Overlay) => HTMLElement[];
  lineSample: (style: OverlayStyle, color: number, width: number) => SVGElement;

  // overlays/filter.js
  countText: (view: View, overlay: Overlay) => string;
  filterControls: (view: View, overlay: Overlay, filtered: () => void) => HTMLElement[];
  keptItems: (overlay: Overlay) => { shown: OverlayItem[]; all: number };
  keptOf: (overlay: Overlay) => Set<number> | null;

  // overlays/look.js
  lookControls: (entry: OverlayEntry) => HTMLElement[];

  // overlays/routes.js
  routeList: (entry: OverlayEntry) => HTMLElement[];

  // overlays/report.js
  reportParts: (entry: OverlayEntry) => HTMLElement[];
  summaryText: (view: View, document: OverlayDocument) => string;

  // overlays/entry.js
  makeEntry: (view: View, overlay: Overlay) => OverlayEntry;

  // overlays/list.js
  listOverlay: (view: View, overlay: Overlay) => OverlayEntry;
  overlayChanged: (view: View, overlay: Overlay) => void;
  overlayDocuments: (view: View) => PackedDocument[];
  showOverlay: (view: View, overlay: Overlay) => void;
  showRoutesTab: (view: View) => void;
  takeOut: (view: View, overlay: Overlay) => void;

  // overlays/keep.js
  keepInExport: (view: View) => void;
  pack: (text: string) => Promise<string>;

  // overlays/cross.js
  crossLanguages: (view: View) => void;
  handOver?: () => Promise<boolean>;
  takeOver: (view: View, packed: string) => Promise<boolean>;

  // overlays/send.js
  sendFile: (view: View, job: OverlayJob) => Promise<OverlayDocument>;

  // overlays/ask.js
  askSwapped: (view: View, job: OverlayJob, text: string, answer: (swap: boolean | null) => void) => void;

  // overlays/add.js
  addDocuments: (view: View, documents: PackedDocument[]) => void;
  addFiles: (view: View, files: File[]) => Promise<void>;
  addText: (view: View, text: string) => Promise<void>;

  // unpack.js, only in a file
  begin: () => void;
  runPacked: (name: string) => Promise<void>;
  unpack: (name: string) => Promise<string>;
  whole?: Promise<void>;

  // languages.js, only in a file of several languages
  beginInLanguage?: () => Promise<void>;
  inLanguage?: (fragment: string, tag: string) => string;

  // the words that come with static/overlays
  overlayWords?: Record<string, string>;
  /** Names of a table's columns, by what they say. */
  columnRoles?: Record<string, string[]>;

  // start.js
  createMap: (id: string) => L.Map;
  nextTask: () => Promise<void>;
  drawLayer: (map: L.Map, id: string) => L.LayerGroup;
  start: (map: L.Map) => Promise<void>;

  // folium.js, only where a map holds elements of folium's own
  serveFolium?: (icons: L.IconOptions) => void;
}

interface Window {
  geoApp: GeoApp;
  /** What folium's templates take for jQuery. */
  $?: (subject: string | (() => void) | Document) => unknown;
}

/** `Boolean(x)`, as a test, says that x is there. */
interface BooleanConstructor {
  <T>(value: T): value is Exclude<T, null | undefined | false | '' | 0>;
}

/** `filter(Boolean)` leaves what is there. */
interface Array<T> {
  filter(predicate: BooleanConstructor): Exclude<T, null | undefined | false | '' | 0>[];
}

/** What `Number.isFinite` finds finite is a number. */
interface NumberConstructor {
  isFinite(value: unknown): value is number;
}
