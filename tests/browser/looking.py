"""What an eye sees on a screen, asked of the browser: text that is cut, covered or without glyphs."""

from playwright.sync_api import Page

_PROBE = """() => {
  const faults = [];
  const quote = text => text.trim().replace(/\\s+/g, " ").slice(0, 50);
  const name = element => element.tagName.toLowerCase()
    + (element.id ? "#" + element.id : "") + [...element.classList].map(each => "." + each).join("");
  // What is deaf to the pointer is asked about too.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { pointer-events: auto !important; }");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

  const isSeen = element => element.checkVisibility({
    opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true,
  }) && !element.closest(".visually-hidden, [inert], .leaflet-zoom-anim");
  /** The part of `box` that no scrolling ancestor and no edge of the window hides. */
  const clip = (box, element) => {
    let { left, top, right, bottom } = box;
    const cut = other => {
      left = Math.max(left, other.left); top = Math.max(top, other.top);
      right = Math.min(right, other.right); bottom = Math.min(bottom, other.bottom);
    };
    cut({ left: 0, top: 0, right: innerWidth, bottom: innerHeight });
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      if (getComputedStyle(at).overflow !== "visible") cut(at.getBoundingClientRect());
    }
    return { left, top, right, bottom };
  };
  const lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const characters = new Map();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || element.closest("script, style, noscript") || !isSeen(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const font = getComputedStyle(element).fontFamily;
    for (const each of node.data) if (each.trim()) characters.set(each, font);
    for (const box of range.getClientRects()) {
      if (box.width < 2 || box.height < 4) continue;
      const seen = clip(box, element);
      const part = (seen.right - seen.left) / box.width;
      const height = (seen.bottom - seen.top) / box.height;
      if (part <= 0 || height <= 0) continue;
      lines.push({ element, node, box, seen, part, height });
    }
  }
  // Text may be scrolled to where its scroller ends; sideways nothing may be cut.
  const scrolls = element => {
    for (let at = element; at; at = at.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(at).overflowX) && at.scrollWidth > at.clientWidth
        && at.tabIndex >= 0) return true;
    }
    return false;
  };
  for (const { element, node, part } of lines) {
    if (part < 0.97 && !scrolls(element)) faults.push(`cut: ${name(element)} “${quote(node.data)}”`);
  }
  // At both ends and in the middle of each line, nothing may stand before its text.
  const surface = element => element.closest(".leaflet-popup") || element.closest(".panel")
    || element.closest(".leaflet-control-container, .notices, .boundary-note, .table")
    || element.closest(".leaflet-container") || document.body;
  const order = element => (element.closest(".leaflet-pane") ? 0 : 1);
  for (const { element, node, seen, height } of lines) {
    if (height < 0.9) continue;
    const y = (seen.top + seen.bottom) / 2;
    const inset = Math.min(3, (seen.right - seen.left) / 2);
    for (const x of [seen.left + inset, (seen.left + seen.right) / 2, seen.right - inset]) {
      const top = document.elementFromPoint(x, y);
      if (!top || top === element || element.contains(top) || top.contains(element)) continue;
      // A popup lies over the map's own labels: it was asked for.
      if (top.closest(".leaflet-popup") && !element.closest(".leaflet-popup") && order(element) === 0) continue;
      if (top.closest("[data-over-map]") && !element.closest("[data-over-map]")) continue;
      faults.push(`covered: ${name(element)} “${quote(node.data)}” by ${name(top)}`);
      break;
    }
  }
  // A character without a glyph looks as one that no font has.
  const canvas = new OffscreenCanvas(24, 24);
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  const draw = (text, font) => {
    pen.clearRect(0, 0, 24, 24);
    pen.font = `16px ${font}`;
    pen.fillText(text, 2, 18);
    return pen.getImageData(0, 0, 24, 24).data.join();
  };
  const missing = new Map();
  for (const [each, font] of characters) {
    if (!missing.has(font)) missing.set(font, draw("\\u{10FFFE}", font));
    if (/\\p{M}|\\p{Cf}/u.test(each)) continue;
    if (draw(each, font) === missing.get(font)) faults.push(`no glyph: ${each}`);
  }
  const root = document.documentElement;
  if (root.scrollWidth > innerWidth) faults.push(`wider than the window: ${root.scrollWidth}`);
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter(each => each !== sheet);
  return [...new Set(faults)];
}"""


def find_faults(page: Page) -> list[str]:
    """What a reader would find wrong with the text that is on the screen now, in words."""
    found: list[str] = page.evaluate(_PROBE)
    return found
