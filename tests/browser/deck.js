// What is wrong with the screen that the deck shows: text cut off, too small or too pale.
() => {
  const faults = [];
  const least = innerHeight / 25;
  const root = document.documentElement;
  if (root.scrollWidth > innerWidth || root.scrollHeight > innerHeight) faults.push('the page scrolls');
  for (const area of document.querySelectorAll('.stage:not([hidden]), .hall:not([hidden])'))
    if (area.scrollHeight > area.clientHeight + 1 || area.scrollWidth > area.clientWidth + 1)
      faults.push(`${area.className} is ${area.scrollHeight} high, with room for ${area.clientHeight}`);
  const channel = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const light = (colour) => {
    const [red, green, blue] = colour.match(/[\d.]+/g).map((n) => channel(n / 255));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!/, 0\)$|transparent/.test(colour)) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  for (const element of document.querySelectorAll('#deck *, dialog *')) {
    const says = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const box = element.getBoundingClientRect();
    if (!(says || element.matches('input[type=number]')) || !box.width || !element.checkVisibility())
      continue;
    if (element.matches('.wz-unseen')) continue;
    const style = getComputedStyle(element);
    const words = element.textContent.trim().slice(0, 30) || element.className;
    if (parseFloat(style.fontSize) < least) faults.push(`“${words}” is ${style.fontSize}`);
    const [one, other] = [light(style.color), light(behind(element))].sort((a, b) => b - a);
    const contrast = (one + 0.05) / (other + 0.05);
    if (contrast < 7) faults.push(`“${words}” has a contrast of ${contrast.toFixed(1)}`);
    if (style.display !== 'inline' && element.scrollWidth > element.clientWidth + 2)
      faults.push(`“${words}” is cut off`);
    if (box.right > innerWidth + 1 || box.left < -1) faults.push(`“${words}” is off the screen`);
  }
  return faults;
};
