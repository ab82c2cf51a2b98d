() => {
  const box = (each) => {
    const { left, top, right, bottom } = each.getBoundingClientRect();
    return { left, top, right, bottom, text: each.textContent };
  };
  const all = (selector) => [...document.querySelectorAll(selector)].map(box);
  return {
    sheet: box(document.documentElement),
    frame: box(document.querySelector('rect.frame')),
    labels: all('#map > text'),
    marks: all('#map > use'),
    chips: all('#map > rect[rx]'),
    around: all('svg > text'),
    families: [...document.querySelectorAll('tspan')].map((each) => getComputedStyle(each).fontFamily),
  };
}
