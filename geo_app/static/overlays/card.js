/* The card of an item: what its file says of it, as text and never as HTML. */
(function () {
  'use strict';

  const ID = 'overlay-item';
  const MOST_ROWS = 60;
  const MOST_LETTERS = 2000;
  const MOST_POINTS = 5000;
  const AROUND = 2; // degrees
  const LINK = /^https:\/\/[^\s<>"']+$/;

  /** @param {string} text */
  const cut = (text) => (text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)}…` : text);

  /**
   * @param {unknown} value of a property
   * @returns {string}
   */
  function textOf(value) {
    return cut(typeof value === 'object' ? JSON.stringify(value) : String(value));
  }

  /**
   * @param {string} text
   * @returns {Node} a link where it is an https address, and nothing but text elsewhere
   */
  function valueNode(text) {
    return LINK.test(text)
      ? geoApp.html('a', { href: text, target: '_blank', rel: 'noopener noreferrer' }, text)
      : document.createTextNode(text);
  }

  /**
   * @param {View} view
   * @param {OverlayStop} stop
   * @returns {(Node | string)[]} as the file has it, and what it was found to be
   */
  function stopNodes(view, { text, name, place }) {
    /* A name is the corridor's or an airport's, the text is the reader's own, in a language that nobody told. */
    const label = name ? geoApp.markForeign(cut(name)) : [cut(text)];
    const link = geoApp.html('a', { class: 'place-link', href: `#card-${place}` });
    link.append(...label);
    const found = place && view.features.has(place) ? [link] : label;
    return name && name !== text ? [...found, ' ', geoApp.html('span', { class: 'quiet', dir: 'auto' }, cut(text))] : found;
  }

  /**
   * @param {[title: string, nodes: (Node | string)[]][]} rows
   * @returns {HTMLElement}
   */
  function definitionList(rows) {
    const list = geoApp.html('dl');
    rows.forEach(([title, nodes]) => {
      const row = geoApp.html('div');
      const value = geoApp.html('dd', { dir: 'auto' });
      value.append(...nodes);
      row.append(geoApp.html('dt', { dir: 'auto' }, title), value);
      list.append(row);
    });
    return list;
  }

  /**
   * @param {View} view
   * @param {L.LatLng} point
   * @returns {string} with its hemispheres, as the cards of the corridor write it
   */
  function positionText(view, { lat, lng }) {
    const degrees = new Intl.NumberFormat(geoApp.numerals(), { maximumFractionDigits: 4 });
    /** @type {(value: number, sides: [string, string]) => string} */
    const tell = (value, sides) => geoApp.word(view, sides[value < 0 ? 1 : 0], degrees.format(Math.abs(value)));
    return geoApp.phrase(view, 'position', {
      latitude: tell(lat, ['north', 'south']), longitude: tell(lng, ['east', 'west']),
    });
  }

  /**
   * @param {View} view
   * @param {OverlayItem} item
   * @returns {OverlayStop[]} where its lines begin and end, where the file names no stops
   */
  function writtenEnds(view, { shape: { lines } }) {
    if (!lines.length) return [];
    const ends = [lines[0].subarray(0, 2), lines[lines.length - 1].subarray(-2)]
      .flatMap((end) => geoApp.toLatLngs(end)).map((end) => end.wrap());
    return ends.map((end) => ({ text: positionText(view, end) }));
  }

  /**
   * @param {View} view
   * @param {OverlayItem} item
   * @returns {[title: string, nodes: (Node | string)[]][]} from where, over what, to where
   */
  function endRows(view, item) {
    const named = geoApp.stopsOf(item.feature);
    const stops = named.length ? named : writtenEnds(view, item);
    const last = stops.length - 1;
    return stops.slice(0, MOST_ROWS).map((stop, index) => [
      geoApp.word(view, index === 0 ? 'route_from' : index === last ? 'route_to' : 'route_over'), stopNodes(view, stop),
    ]);
  }

  /**
   * @param {OverlayItem} item
   * @returns {[title: string, nodes: (Node | string)[]][]} its properties that say what does not stand above
   */
  function propertyRows({ overlay, feature }) {
    const { roles = {} } = overlay.document;
    const said = [roles.kind || 'kind', roles.name || 'name'];
    const ends = geoApp.stopsOf(feature).map(({ text }) => text);
    return Object.entries(feature.properties || {})
      .filter(([name, value]) => !said.includes(name) && !ends.includes(String(value))
        && value !== null && value !== undefined && value !== '')
      .slice(0, MOST_ROWS).map(([name, value]) => [cut(name), [valueNode(textOf(value))]]);
  }

  /**
   * @param {View} view
   * @param {OverlayItem} item
   * @returns {HTMLElement[]} how long it is, and what that means
   */
  function lengthLines(view, { metres, feature }) {
    if (!metres) return [];
    const line = geoApp.html('p', { class: 'card-length' });
    line.append(geoApp.html('strong', {}, geoApp.kilometres(view, metres)));
    const kind = feature.method === 'geodesic' ? 'route_geodesic' : 'route_recorded';
    return [line, geoApp.html('p', { class: 'figure-note' }, geoApp.word(view, kind))];
  }

  /**
   * @param {View} view
   * @param {OverlayItem} item
   * @returns {HTMLElement}
   */
  function makeCard(view, item) {
    const { html } = geoApp;
    const head = html('header', { class: 'card-head' });
    head.append(html('h2', { class: 'card-title', id: `card-${ID}-title`, tabindex: -1, dir: 'auto' }, cut(item.title)));
    const kind = geoApp.propertyOf(item, 'kind');
    if (kind) head.append(html('p', { class: 'card-kind', dir: 'auto' }, cut(kind)));
    const card = html('article', { class: 'card card-overlay', id: `card-${ID}`, 'aria-labelledby': `card-${ID}-title` });
    card.append(head, ...lengthLines(view, item));
    [endRows(view, item), propertyRows(item)].filter((rows) => rows.length).forEach((rows) => {
      const section = html('section', { class: 'card-context' });
      section.append(definitionList(rows));
      card.append(section);
    });
    const foot = html('footer', { class: 'card-position' });
    foot.append(html('p', { class: 'quiet' }, geoApp.word(view, 'route_of', item.overlay.name)));
    card.append(foot);
    return card;
  }

  /**
   * @param {L.LatLng} point
   * @returns {L.LatLng[]} a short line over it: so much of the map is shown around a point
   */
  function lineOver({ lat, lng }) {
    return [-AROUND, 0, AROUND].map((each) => L.latLng(lat + each, lng));
  }

  /**
   * @param {Float64Array} pixels
   * @returns {Float64Array} fewer points of the same line, from end to end, where it has too many to look at each
   */
  function thin(pixels) {
    const count = pixels.length / 2;
    const every = Math.ceil(count / MOST_POINTS);
    if (every < 2) return pixels;
    const kept = Array.from({ length: Math.ceil(count / every) }, (_, at) => 2 * at * every);
    return Float64Array.from([...kept, pixels.length - 2].flatMap((at) => [pixels[at], pixels[at + 1]]));
  }

  /**
   * What popups.js and reveal.js ask of what they open; in the turn of the world that is looked at.
   * @param {View} view
   * @param {OverlayItem} item
   * @returns {TouchedRoute}
   */
  function asFeature(view, item) {
    const { shape: { lines, rings, points }, bounds } = item;
    const centre = /** @type {L.LatLngBounds} */ (bounds).getCenter();
    const shift = geoApp.nearLongitude(centre.lng, view.map.getCenter().lng) - centre.lng;
    const [longest] = [...lines, ...rings, ...points].sort((one, other) => other.length - one.length);
    const latLngs = geoApp.toLatLngs(thin(longest)).map(({ lat, lng }) => L.latLng(lat, lng + shift));
    return /** @type {TouchedRoute} */ (/** @type {Partial<TouchedRoute>} */ ({
      type: 'route', id: ID, card: ID, layerId: '', title: item.title,
      latLngs: latLngs.length > 1 ? latLngs : lineOver(latLngs[0]), element: () => undefined,
    }));
  }

  /**
   * @param {View} view
   * @param {OverlayItem} item
   * @param {Opening} how where nothing says where it was clicked, it is brought into view
   */
  function openOverlayItem(view, item, how) {
    if (!item.bounds) return;
    const feature = asFeature(view, item);
    const isPoint = !item.shape.lines.length && !item.shape.rings.length;
    const open = () => {
      view.cards.set(ID, makeCard(view, item));
      geoApp.openFeature(view, feature, { latLng: isPoint ? feature.latLngs[1] : undefined, ...how });
      view.openedItem = item;
      view.map.once('popupclose', () => { view.openedItem = null; });
    };
    if (how.latLng) open();
    else geoApp.reveal(view, feature, open);
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ openOverlayItem }));
})();
