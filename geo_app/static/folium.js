/* What folium's own elements expect of a page, without jQuery, Bootstrap or an icon font:
 * Leaflet's default marker from data, `$` for popups, and coloured pins for folium.Icon. */
(function (geoApp) {
  "use strict";

  /**
   * @param {string | (() => void) | Document} subject HTML text, a function to run, or the document
   * @returns {Element[] | {ready: (run: () => void) => void}} like jQuery's result, as far as folium's templates use it
   */
  function $(subject) {
    if (typeof subject === "function") {
      subject();
      return [];
    }
    if (subject === document) {
      return { ready: (/** @type {() => void} */ run) => run() };
    }
    const template = document.createElement("template");
    template.innerHTML = String(subject).trim();
    return [...template.content.children];
  }

  const COLOURS = {
    red: "#c43a2b", darkred: "#8c1d18", lightred: "#e8837a", orange: "#d9822b", beige: "#d9b98a",
    green: "#4b8b3b", darkgreen: "#2f5d27", lightgreen: "#8fbf6a", blue: "#2f79b0",
    darkblue: "#1d4569", lightblue: "#7db5d6", purple: "#8a4f9e", darkpurple: "#553061",
    pink: "#d982b5", cadetblue: "#4f7f8a", white: "#f4f4f4", gray: "#6b6b6b",
    lightgray: "#a8a8a8", black: "#2b2b2b",
  };

  /**
   * @param {{markerColor?: keyof typeof COLOURS}} options of folium.Icon
   * @returns {L.DivIcon} a pin in the chosen colour
   */
  function pin(options) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 28 40");
    svg.setAttribute("width", "28");
    svg.setAttribute("height", "40");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", "M14 39C14 39 26 23 26 13.500A12 12 0 0 0 2 13.500C2 23 14 39 14 39Z");
    path.setAttribute("fill", COLOURS[options.markerColor || "blue"] || COLOURS.blue);
    path.setAttribute("stroke", "#ffffff");
    path.setAttribute("stroke-width", "2");
    svg.append(path);
    return L.divIcon({
      // Leaflet appends any element, though its declaration says HTMLElement.
      html: /** @type {HTMLElement} */ (/** @type {Element} */ (svg)), className: "folium-pin", iconSize: [28, 40],
      iconAnchor: [14, 39], popupAnchor: [0, -34],
    });
  }

  /** @param {L.IconOptions} icons addresses of Leaflet's default marker, as data */
  geoApp.serveFolium = function (icons) {
    // Leaflet would put a path it guesses from the style sheet before the data: addresses.
    delete L.Icon.Default.prototype._getIconUrl;
    L.Icon.Default.mergeOptions(icons);
    L.AwesomeMarkers = L.AwesomeMarkers || { icon: pin };
    window.$ = window.$ || $;
  };
// biome-ignore lint/suspicious/noAssignInExpressions: the global, made where data.js is missing
})((window.geoApp = window.geoApp || {}));
