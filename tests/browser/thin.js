// Take out of the open page what shows nothing new: all that it is made of stands there three times already.
// An expression: a function.
() => {
  const STAY = 'td, th, h1, h2, h3, h4, h5, h6, summary, label';
  const WHOLE = 'h1, h2, h3, h4, h5, h6, a, button, summary, label, select, :has(> input)';
  const name = (part) => `${part.localName}.${part.getAttribute('class')}`;
  const made = (part) => `${name(part.parentElement)} ${name(part)} ${part.getAttributeNames()}`;
  const seen = {};
  const look = (part, isWhole) => {
    const all = [part, ...part.querySelectorAll('*')];
    if (!isWhole && !part.matches(STAY) && all.every((each) => seen[made(each)] >= 3)) part.remove();
    else {
      seen[made(part)] = (seen[made(part)] ?? 0) + 1;
      for (const child of [...part.children]) look(child, isWhole || part.matches(WHOLE));
    }
  };
  for (const part of [...document.body.children]) look(part, false);
};
