// Take out of the open page what shows nothing new: all that it is made of stands there three times already.
// An expression: a function. Alike are parts with the same names, classes and attributes on the way to them,
// so that what a style does to one of them it does to all.
() => {
  const STAY = 'td, th, h1, h2, h3, h4, h5, h6, summary, label';
  const WHOLE = 'h1, h2, h3, h4, h5, h6, a, button, summary, label, select, :has(> input)';
  const ways = new Map([[document.body, '']]);
  const way = (part) => {
    if (!ways.has(part)) {
      const own = `${part.localName}.${part.getAttribute('class')}[${part.getAttributeNames()}]`;
      ways.set(part, `${way(part.parentElement)} ${own}`);
    }
    return ways.get(part);
  };
  const seen = {};
  const look = (part, isWhole) => {
    const all = [part, ...part.querySelectorAll('*')];
    if (!isWhole && !part.matches(STAY) && all.every((each) => seen[way(each)] >= 3)) part.remove();
    else {
      seen[way(part)] = (seen[way(part)] ?? 0) + 1;
      for (const child of [...part.children]) look(child, isWhole || part.matches(WHOLE));
    }
  };
  for (const part of [...document.body.children]) look(part, false);
};
