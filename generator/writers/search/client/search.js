// Shows, while a reader types, which pages answer. It needs the school's search-index.js.
(() => {
  const { pages, words } = globalThis.searchIndex;
  const root = new URL('..', document.currentScript.src);

  const MOST = 7;
  /** A result that scores less than this part of the first is noise. */
  const NOISE = 0.25;
  const LITTLE = new Set(
    ('a about all am an and any are as at be been being by can could did do does for from get had has have ' +
      'he her his how i if in is it its me my of on or our she so some that the their them then ' +
      'there they this to us was we were what when where which who why will with would you your').split(' '),
  );

  /** @param {string} text */
  const plain = (text) =>
    text
      .toLowerCase()
      .normalize('NFKD')
      .replace(/[\u0300-\u036f'’]/g, '')
      .replace(/[^a-z0-9]+/g, ' ')
      .trim();

  const others = Object.keys(words).sort((a, b) => b.length - a.length);
  const other = new RegExp(`\\b(${others.map(plain).join('|')})s?\\b`, 'g');
  const said = new Map(others.map((text) => [plain(text), plain(words[text])]));

  /**
   * Return the words that matter; where none does, all.
   * @param {string} text
   */
  function tokenize(text) {
    const all = plain(text)
      .replace(other, (_, found) => said.get(found))
      .split(' ');
    const telling = all.filter((word) => !LITTLE.has(word));
    return telling.length ? telling : all;
  }

  /**
   * One form for "bully", "bullied" and "bullying".
   * @param {string} word
   */
  const stem = (word) =>
    word.length < 4
      ? word
      : word
          .replace(/(ies|ied)$/, 'y')
          .replace(/([^aeiou]|ee)(ing|ings|ed)$/, '$1')
          .replace(/([^s])s$/, '$1')
          .replace(/([bdgmnprt])\1$/, '$1')
          .replace(/e$/, '');

  /** What can match: a title, a line that people type, or what stands there. */
  const texts = pages.flatMap((page, at) => [
    ...[page.title, ...page.asks].map((line) => ({ at, line })),
    { at, gist: page.gist },
  ]);
  /** Every word of the index as it is kept: only another word may be a misspelling. */
  const known = new Set();
  const engine = new MiniSearch({
    fields: ['line', 'gist'],
    storeFields: ['at'],
    tokenize,
    processTerm: (word) => {
      known.add(stem(word));
      return stem(word);
    },
    searchOptions: {
      processTerm: stem,
      boost: { line: 4 },
      boostDocument: (id) => pages[texts[id].at].weight,
      fuzzy: (word) => (known.has(word) || word.length < 4 ? false : 0.26),
      prefix: (word, n, all) => n === all.length - 1 && word.length > 2,
      weights: { fuzzy: 0.6, prefix: 0.6 },
    },
  });
  engine.addAll(texts.map((text, id) => ({ id, ...text })));

  /**
   * Return the pages that answer, best first.
   * @param {string} text
   */
  function find(text) {
    const found = engine.search(text);
    const enough = found.filter(({ score }) => score >= NOISE * found[0].score);
    return [...new Set(enough.map(({ at }) => pages[at]))].slice(0, MOST);
  }

  /** @param {string} to */
  function address(to) {
    const [way, anchor] = to.split('#');
    // A folder that is read from a disk does not open its index.html.
    const file = location.protocol === 'file:' ? 'index.html' : '';
    return new URL(way + file + (anchor ? `#${anchor}` : ''), root).href;
  }

  /**
   * @param {string} tag
   * @param {string} className
   * @param {...(Node | string)} inside
   */
  function element(tag, className, ...inside) {
    const made = document.createElement(tag);
    made.className = className;
    made.append(...inside);
    return made;
  }

  function result(page) {
    const link = element('a', 'search__link', element('strong', '', page.title));
    link.href = address(page.to);
    if (page.part) link.append(element('span', 'search__part', page.part));
    return element('li', '', link, element('p', '', page.gist));
  }

  const dialog = document.querySelector('.search');
  const field = dialog.querySelector('input');
  const list = dialog.querySelector('ol');
  const none = dialog.querySelector('.search__none');
  const status = dialog.querySelector('[role="status"]');

  function show() {
    const found = find(field.value);
    list.replaceChildren(...found.map(result));
    none.hidden = Boolean(found.length) || !field.value.trim();
    status.textContent = found.length ? `First answer: ${found[0].title}` : '';
  }

  field.addEventListener('input', show);
  field.addEventListener('keydown', ({ key, isComposing }) => {
    if (key === 'Enter' && !isComposing) list.querySelector('a')?.click();
  });
  dialog.addEventListener('click', ({ target }) => {
    // A link to a place on this very page would leave the dialog open above it.
    if (target.closest('a')) dialog.close();
  });
  show();
})();
