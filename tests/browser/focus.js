/* What has the focus: what it is called, and how it shows that. Asked once the map has been laid out. */
async () => {
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  // The ring of a radio without a face of its own is its label's.
  const drawn = element.matches('.theme input') ? element.parentElement : element;
  const style = getComputedStyle(drawn);
  const isPath = drawn instanceof SVGGeometryElement;
  const ring = isPath
    ? { colour: style.stroke, alpha: style.strokeOpacity, width: style.strokeWidth }
    : { colour: style.outlineColor, alpha: 1, width: style.outlineStyle === 'none' ? '0' : style.outlineWidth };

  /** Colours that the ring may lie on: the map's ground, or what is painted below the element. */
  const grounds = () => {
    if (drawn.closest('.folium-map')) {
      const probe = document.createElement('span');
      document.body.append(probe);
      const names = ['ground', 'water', ...[1, 2, 3, 4, 5, 6, 7, 8].map((tint) => `tint-${tint}`)];
      const found = names.map((name) => {
        probe.style.color = `var(--${name})`;
        return getComputedStyle(probe).color;
      });
      probe.remove();
      return found;
    }
    for (let at = drawn.parentElement; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if (!/, 0\)$/.test(backgroundColor)) return [backgroundColor];
    }
    return [];
  };

  const box = drawn.getBoundingClientRect();
  const steps = [...Array(39).keys()].map((step) => (step + 1) / 40);
  const isLine = drawn.matches('.line-touch');
  const onLine = () => {
    const [length, matrix] = [drawn.getTotalLength(), drawn.getScreenCTM()];
    return steps.map((step) => drawn.getPointAtLength(step * length).matrixTransform(matrix));
  };
  const inBox = () => steps.flatMap((across) => steps.map((down) => (
    { x: box.left + box.width * across, y: box.top + box.height * down })));
  const uncovered = (isLine ? onLine() : inBox()).some(({ x, y }) => {
    const hits = document.elementsFromPoint(x, y);
    const at = hits.findIndex((hit) => drawn.contains(hit));
    // What answers a finger along a line is transparent: it hides no other.
    return at >= 0 && hits.slice(0, at).every((hit) => hit.matches('.line-touch'));
  });
  return {
    feature: element.matches('.leaflet-pane [role=button]'),
    name: element.getAttribute('aria-label') || '',
    tag: element.outerHTML.slice(0, 160),
    visible: element.matches(':focus-visible') && Number(style.opacity) === 1 && box.width > 0 && box.height > 0,
    uncovered,
    ring: { ...ring, alpha: Number(ring.alpha), width: parseFloat(ring.width) },
    grounds: grounds(),
  };
}
