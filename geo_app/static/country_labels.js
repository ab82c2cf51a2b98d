/*
 * Where a country's name may stand: at its label points and nowhere else, for a name that is put
 * where there happens to be room may lie on land that another country claims.
 */

/**
 * What a country's own shape makes each of its label points cost, at one zoom and size.
 * @typedef {{key: string, [index: number]: number}} LabelCosts
 */

(function () {
  'use strict';

  const SHIFTS = [[0, 0], [0, -18], [0, 18], [-30, 0], [30, 0], [-30, -18], [30, 18], [30, -18], [-30, 18]];
  const SPILL_COST = 6;
  const NARROW_COST = 2;
  const CROWD = 70;
  const CROWD_COST = 1.2;

  /**
   * @param {number} x
   * @param {number} y
   * @param {Size} size
   * @param {string} name
   * @returns {Candidate} a candidate centred there
   */
  function centred(x, y, size, name) {
    const [width, height] = size;
    return {
      name,
      cost: 0,
      box: { left: x - width / 2, top: y - height / 2, right: x + width / 2, bottom: y + height / 2 },
    };
  }

  /**
   * @param {[lng: number, lat: number]} point
   * @param {Flat[][]} polygons
   * @returns {boolean} even-odd over all rings
   */
  function contains([lng, lat], polygons) {
    let inside = false;
    polygons.flat().forEach(({ lngs, lats, bounds }) => {
      if (lat < bounds[1] || lat > bounds[3]) return;
      for (let one = 0, two = lngs.length - 1; one < lngs.length; two = one, one += 1) {
        if ((lats[one] > lat) !== (lats[two] > lat)
          && lng < (lngs[two] - lngs[one]) * (lat - lats[one]) / (lats[two] - lats[one]) + lngs[one]) {
          inside = !inside;
        }
      }
    });
    return inside;
  }

  /**
   * @param {View} view
   * @param {Country} country
   * @param {number} x
   * @param {number} y
   * @param {number} width
   * @returns {boolean} the name's middle and both its ends lie in the country
   */
  function fits(view, country, x, y, width) {
    return [-0.5, 0, 0.5].every((part) => {
      const { lng, lat } = view.map.containerPointToLatLng([x + part * width, y]);
      return contains([lng, lat], country.rings);
    });
  }

  /**
   * @param {View} view
   * @param {Country} country
   * @param {L.Point} point
   * @param {Size} size
   * @returns {number} how little of the country lies above and below the name
   */
  function narrowness(view, country, point, size) {
    return [-1.6, 1.6].filter((rows) =>
      !fits(view, country, point.x, point.y + rows * size[1], size[0] * 1.2)).length * NARROW_COST;
  }

  /**
   * What a country's own shape makes a label point cost; it changes with the zoom alone.
   * @param {View} view
   * @param {Country} country
   * @param {number} index of the label point
   * @param {L.Point} point
   * @param {Size} size
   * @returns {number}
   */
  function shapeCost(view, country, index, point, size) {
    const key = `${view.map.getZoom()} ${size}`;
    if (!country.costs || country.costs.key !== key) country.costs = { key };
    if (country.costs[index] === undefined) {
      const spill = fits(view, country, point.x, point.y, size[0]) ? 0 : SPILL_COST;
      country.costs[index] = spill + narrowness(view, country, point, size);
    }
    return country.costs[index];
  }

  /**
   * @param {View} view
   * @param {L.Point} point
   * @returns {number} how many marks are near
   */
  function crowd(view, point) {
    return view.places.filter((place) => !place.minor && geoApp.isMarkShown(view, place)
      && view.map.latLngToContainerPoint(place.latLng).distanceTo(point) < CROWD).length * CROWD_COST;
  }

  /**
   * A name that overruns a boundary may still be read as its country's, but not one whose middle
   * lies abroad. A country without a polygon only keeps off the others.
   * @param {View} view
   * @param {Country} country
   * @param {Box} box of the name
   * @returns {boolean}
   */
  function isAtHome(view, country, box) {
    const x = (box.left + box.right) / 2;
    const y = (box.top + box.bottom) / 2;
    if (country.rings.length) return fits(view, country, x, y, 0);
    const places = [box.left, x, box.right].map((each) => view.map.containerPointToLatLng([each, y]));
    return ![...view.features.values()].some((other) => other.type === 'country'
      && places.some(({ lng, lat }) => contains([lng, lat], other.rings)));
  }

  /**
   * @param {View} view
   * @param {Country} country
   * @param {Size} size
   * @returns {Candidate[]} candidates at its label points; dearer where the name leaves the country
   */
  function acrossCountry(view, country, size) {
    const near = view.map.getBounds();
    return country.labelPoints.flatMap((latLng, index) => {
      if (!near.contains(latLng)) return [];
      const point = view.map.latLngToContainerPoint(latLng);
      const cost = shapeCost(view, country, index, point, size) + crowd(view, point);
      return SHIFTS.map(([dx, dy], shift) => {
        const spot = centred(point.x + dx, point.y + dy, size, `${index}.${shift}`);
        return {
          ...spot, cost: index * 1.5 + shift * 0.4 + cost,
          isRight: () => isAtHome(view, country, spot.box),
        };
      });
    });
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ acrossCountry }));
})();
