// Of each control of the open page, say where its words or drawings stand out too little.
// An expression: a function of the least contrast of words, and of what is drawn.
(words, drawn) => {
  const CONTROLS = 'a[href], button, summary, input, textarea, select, label';
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  canvas.canvas.width = canvas.canvas.height = 1;

  /** A function that is asked for each key once. */
  const once = (find, known = new Map()) => (key) => {
    if (!known.has(key)) known.set(key, find(key));
    return known.get(key);
  };
  /** A CSS colour as [red, green, blue, alpha]. */
  const parse = once((colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  });
  const over = (top, below) =>
    [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
  /** What lies behind the words of a part. */
  const ground = once((part) =>
    over(
      parse(getComputedStyle(part).backgroundColor),
      part.parentElement ? ground(part.parentElement) : parse('Canvas'),
    ),
  );
  const filtered = once(
    (part) =>
      getComputedStyle(part).filter !== 'none' ||
      Boolean(part.parentElement && filtered(part.parentElement)),
  );
  const luminance = (colour) => {
    const [red, green, blue] = colour.slice(0, 3).map((part) => {
      const c = part / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (colour, part) => {
    const below = ground(part);
    const [low, high] = [luminance(over(parse(colour), below)), luminance(below)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const shown = (part) => part.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const hasWords = (part) =>
    [...part.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());

  const faults = [];
  let seen = 0;
  for (const control of document.querySelectorAll(CONTROLS)) {
    if (!shown(control)) continue;
    seen += 1;
    const judge = (colour, part, least) => {
      const found = contrast(colour, part);
      if (found >= least && !filtered(part)) return;
      const name = (control.textContent.trim() || control.ariaLabel || control.name || '').slice(0, 40);
      const why = filtered(part) ? 'a filter changes its colours' : `${found.toFixed(1)} of ${least}`;
      faults.push(`<${control.localName} class="${control.className}"> ${name}: ${why}`);
    };
    for (const part of [control, ...control.querySelectorAll('*')]) {
      if (!shown(part)) continue;
      const style = getComputedStyle(part);
      const typed = part.matches('textarea, select, input:not([type=radio], [type=checkbox])');
      if (hasWords(part) || typed) judge(style.color, part, words);
      if (part.matches('svg :is(path, circle, rect)')) {
        const paint = style.stroke === 'none' ? style.fill : style.stroke;
        if (paint !== 'none' && !part.closest('[class*=mark]')) judge(paint, part.closest('svg'), drawn);
      }
    }
  }
  return { seen, faults: [...new Set(faults)] };
};
