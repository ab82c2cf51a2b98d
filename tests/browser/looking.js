/* What is wrong with the text on the screen: cut at a side, covered, laid over another, no glyph. */
() => {
  const faults = [];
  const quote = (text) => text.trim().replace(/\s+/g, ' ').slice(0, 50);
  const name = (element) => element.tagName.toLowerCase()
    + (element.id ? `#${element.id}` : '') + [...element.classList].map((each) => `.${each}`).join('');
  // What is deaf to the pointer can cover too.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { pointer-events: auto !important; }');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

  const isForEyes = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const box = at.getBoundingClientRect();
      const { overflow, clipPath, position } = getComputedStyle(at);
      if (position === 'absolute' && (clipPath !== 'none' || (overflow !== 'visible' && box.width <= 2))) return false;
    }
    return element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
      && !element.closest('[inert], option');
  };

  /** The part of `box` that no scrolling ancestor and no edge of the window hides. */
  const clip = (box, element) => {
    let { left, top, right, bottom } = box;
    const cut = (other) => {
      left = Math.max(left, other.left);
      top = Math.max(top, other.top);
      right = Math.min(right, other.right);
      bottom = Math.min(bottom, other.bottom);
    };
    cut({ left: 0, top: 0, right: innerWidth, bottom: innerHeight });
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      if (getComputedStyle(at).overflow === 'visible') continue;
      cut(at.getBoundingClientRect());
      // What is scrolled under a bar that stays at the top is out of sight, too.
      const bar = at.scrollTop > 0 && [...at.children].find((each) => getComputedStyle(each).position === 'sticky');
      if (bar && !bar.contains(element)) top = Math.max(top, bar.getBoundingClientRect().bottom);
    }
    return { left, top, right, bottom };
  };

  const lines = [];
  const fonts = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || element.closest('script, style, noscript') || !isForEyes(element)) continue;
    const { fontFamily } = getComputedStyle(element);
    if (!fonts.has(fontFamily)) fonts.set(fontFamily, new Set());
    [...node.data].forEach((each) => fonts.get(fontFamily).add(each));
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      const seen = clip(box, element);
      const [width, height] = [seen.right - seen.left, seen.bottom - seen.top];
      if (box.width < 2 || box.height < 4 || width <= 0 || height <= 0) continue;
      lines.push({ element, text: quote(node.data), seen, part: width / box.width, height: height / box.height });
    }
  }

  // Down and up one may scroll; sideways only where the keyboard can, too.
  const scrollsSideways = (element) => {
    for (let at = element; at; at = at.parentElement) {
      if (at.tabIndex >= 0 && at.scrollWidth > at.clientWidth && /auto|scroll/.test(getComputedStyle(at).overflowX)) return true;
    }
    return false;
  };
  lines.filter(({ part }) => part < 0.97).filter(({ element }) => !scrollsSideways(element))
    .forEach(({ element, text }) => faults.push(`cut: ${name(element)} “${text}”`));

  document.querySelectorAll('.leaflet-popup-close-button').forEach((button) => {
    const box = button.getBoundingClientRect();
    const over = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
    if (!over || !button.contains(over)) faults.push('out of reach: the close button of a card');
  });

  const paints = (element) => {
    const { backgroundColor, backgroundImage } = getComputedStyle(element);
    const [, alpha] = /rgba?\([^)]*[,/]\s*([\d.]+)\)$/.exec(backgroundColor) || [];
    return backgroundImage !== 'none' || Number(alpha === undefined ? 1 : alpha) > 0.5;
  };
  const surfaces = '.leaflet-popup, .panel, .notice, .tables, .leaflet-control, .leaflet-container, .found, dialog';
  const surface = (element) => element.closest(surfaces) || document.body;
  /** What was asked for may lie over the map's own labels, and over what it was opened from. */
  const isMeant = (over, under) => over.matches('.leaflet-popup, .found, .tables, dialog')
    && under.matches('.leaflet-container, .leaflet-control, .notice, .panel, body');
  for (const { element, text, seen, height } of lines.filter((each) => each.height > 0.9)) {
    const y = (seen.top + seen.bottom) / 2;
    const inset = Math.min(3, (seen.right - seen.left) / 2);
    for (const x of [seen.left + inset, (seen.left + seen.right) / 2, seen.right - inset]) {
      const stack = document.elementsFromPoint(x, y);
      const over = stack.slice(0, stack.findIndex((each) => each === element || each.contains(element)))
        .find((each) => !element.contains(each) && each instanceof HTMLElement && paints(each));
      if (!over || isMeant(surface(over), surface(element))) continue;
      faults.push(`covered: ${name(element)} “${text}” by ${name(over)}`);
      break;
    }
  }

  const shown = lines.filter((each) => each.height > 0.9 && each.part > 0.97);
  shown.forEach((one, index) => shown.slice(index + 1).forEach((two) => {
    if (one.element === two.element || surface(one.element) !== surface(two.element)) return;
    const across = Math.min(one.seen.right, two.seen.right) - Math.max(one.seen.left, two.seen.left);
    const down = Math.min(one.seen.bottom, two.seen.bottom) - Math.max(one.seen.top, two.seen.top);
    // Lines of type stand in boxes that are taller than their letters.
    const lowest = Math.min(one.seen.bottom - one.seen.top, two.seen.bottom - two.seen.top);
    if (across > 2 && down > lowest * 0.35) faults.push(`overlap: “${one.text}” and “${two.text}”`);
  }));

  // A character without a glyph looks as one that no font has.
  const pen = new OffscreenCanvas(24, 24).getContext('2d', { willReadFrequently: true });
  const draw = (text, font) => {
    pen.clearRect(0, 0, 24, 24);
    pen.font = `16px ${font}`;
    pen.fillText(text, 2, 18);
    return pen.getImageData(0, 0, 24, 24).data.join();
  };
  fonts.forEach((characters, font) => {
    const missing = draw('\u{10FFFE}', font);
    [...characters].filter((each) => each.trim() && !/\p{M}|\p{Cf}/u.test(each) && draw(each, font) === missing)
      .forEach((each) => faults.push(`no glyph: ${each}`));
  });

  if (document.documentElement.scrollWidth > innerWidth) faults.push('wider than the window');
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
  return [...new Set(faults)];
}
