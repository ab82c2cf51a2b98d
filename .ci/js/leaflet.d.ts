/* What Leaflet 1.9 does and its declarations leave out. */
import 'leaflet';

declare module 'leaflet' {
  interface Map {
    /** The panes that `makePanes` makes. */
    getPane(pane: 'labels'): HTMLElement;
    getPane(pane: 'edges'): HTMLElement;
    /** Where the pixels of its panes will begin once the map has moved or zoomed. */
    _getNewPixelOrigin(center: LatLng, zoom: number): Point;
    /** Where a point will lie once the map has zoomed; a layer that zooms with it must know. */
    _latLngToNewLayerPoint(latLng: LatLng, zoom: number, center: LatLng): Point;
  }

  namespace Control {
    interface Scale {
      /** Writes the number and the unit that it found. */
      _updateScale(bar: HTMLElement, text: string, ratio: number): void;
    }
  }

  /** Paths are drawn as SVG here: no map of ours prefers a canvas. */
  interface Path {
    getElement(): SVGElement | undefined;
  }

  interface Polyline {
    /** Leaves of what it projected what is in view. */
    _clipPoints(): void;
  }

  /** Makes a control that is given its `onAdd` afterwards. */
  function control(options?: ControlOptions): Control;

  namespace Icon {
    interface Default {
      /** Guesses where the images lie; folium.js takes it away. */
      _getIconUrl?: (name: string) => string;
    }
  }

  /** The plug-in that folium.Icon asks for; folium.js stands in for it. */
  let AwesomeMarkers: { icon: (options: object) => DivIcon } | undefined;
}
