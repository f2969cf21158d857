// What a person meets on a page, as text: a short block or a sentence a line, in reading order. Headings, lists and
// links are written as in Markdown; {This school} is a tag, <Continue> a button, ▸ something folded.
(() => {
  const SILENT = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'WBR', 'HEAD']);
  const BREAKS = new Set(['BR', 'HR']);
  const UNSEEN = /[\u00ad\u200b\u2060]/g;
  const SENTENCE = /(?<=[.!?][”"’)*]*) (?=[“"(*{[]*[A-Z0-9])/;

  /** A text that is no longer than this stands on one line. */
  const SHORT = 90;

  let root = '';

  /**
   * A link's target: as it is written where it rings or writes, from the site's root where it leads.
   * @param {string} href
   */
  function target(href) {
    if (href.startsWith('mailto:')) return decodeURIComponent(href).replace(/\s*\r?\n\s*/g, ' / ');
    if (/^(#|tel:|sms:)/.test(href)) return href;
    const { href: whole } = new URL(href, document.baseURI);
    return whole.startsWith(root) ? whole.slice(root.length) || './' : whole;
  }

  /** Blocks of text, each with what stands before it. */
  class Lines {
    /** @type {string[]} */
    done = [];
    text = '';
    margin = '';
    mark = '';

    end() {
      const text = this.text.replace(UNSEEN, '').replace(/\s+/g, ' ').trim();
      this.text = '';
      if (!text) return;
      const [first, ...rest] = text.length > SHORT ? text.split(SENTENCE) : [text];
      this.done.push(this.margin + this.mark + first);
      this.margin += ' '.repeat(this.mark.length);
      this.mark = '';
      this.done.push(...rest.map((sentence) => `${this.margin}  ${sentence}`));
    }

    /** @param {string} line */
    whole(line) {
      this.end();
      this.done.push((this.margin + line).trimEnd());
    }

    /**
     * @param {string} mark  what stands before the first line; the others stand in line with it
     * @param {() => void} inside
     */
    marked(mark, inside) {
      this.end();
      const { margin, mark: outer } = this;
      this.mark += mark;
      inside();
      this.end();
      const said = this.mark === '';
      this.mark = said ? '' : outer;
      this.margin = said ? margin + ' '.repeat(outer.length) : margin;
    }
  }

  /** @param {Element} item */
  function bullet(item) {
    const list = item.parentElement;
    if (!(list instanceof HTMLOListElement)) return '- ';
    return `${list.start + [...list.children].indexOf(item)}. `;
  }

  /** @param {Element} picture */
  function depicted(picture) {
    const says = picture.getAttribute('alt') ?? picture.getAttribute('aria-label');
    return says && picture.getAttribute('aria-hidden') !== 'true' ? ` {picture: ${says}} ` : '';
  }

  /** @param {HTMLInputElement} input */
  function blank({ type, checked, value }) {
    if (type === 'radio') return checked ? '(•) ' : '( ) ';
    if (type === 'checkbox') return checked ? '[x] ' : '[ ] ';
    return ` [${type} ${value}] `;
  }

  /** @param {Node} node  @param {Lines} lines */
  function tell(node, lines) {
    if (node instanceof Text) {
      const kept = node.parentElement && getComputedStyle(node.parentElement).whiteSpace.startsWith('pre');
      if (kept) for (const line of node.data.split('\n')) lines.whole(line);
      else lines.text += node.data;
    }
    if (!(node instanceof Element) || SILENT.has(node.tagName)) return;
    if (BREAKS.has(node.tagName)) return lines.end();
    const style = getComputedStyle(node);
    const unscripted = node.tagName === 'NOSCRIPT' && node.children.length;
    if ((style.display === 'none' && !unscripted) || style.visibility === 'hidden') return;
    const flows = /^(inline|contents)$/.test(style.display);
    const follows = node.matches('dd') ? /[:?]\s*$/.test(lines.text) : node.matches('label') && /^[([].[)\]] $/.test(lines.text);
    if (/^inline-/.test(style.display)) lines.text += ' ';
    else if (!flows && !follows) lines.end();
    element(node, lines, flows);
    if (/^inline-/.test(style.display)) lines.text += ' ';
    else if (!flows && !node.matches('dt, [type=radio], [type=checkbox]')) lines.end();
  }

  /** @param {Element} node  @param {Lines} lines  @param {boolean} flows */
  function element(node, lines, flows) {
    const parts = () => node.childNodes.forEach((child) => tell(child, lines));
    const within = () => {
      const own = new Lines();
      node.childNodes.forEach((child) => tell(child, own));
      own.end();
      return own.done.map((line) => line.trim()).join(' ');
    };
    /** @param {string} before  @param {string} after */
    const around = (before, after) => {
      lines.text += before;
      parts();
      const end = lines.text.trimEnd();
      lines.text = end + after + lines.text.slice(end.length);
    };
    const label = node.getAttribute('aria-label');
    const says = label && label !== node.textContent?.trim() ? ` (spoken: ${label})` : '';
    const level = /^H([1-6])$/.exec(node.tagName)?.[1];
    if (node.matches('svg, img, [role=img]')) lines.text += depicted(node);
    else if (level) lines.marked(`${'#'.repeat(Number(level))} `, parts);
    else if (node.tagName === 'LI') lines.marked(bullet(node), parts);
    else if (node.tagName === 'SUMMARY') lines.marked('▸ ', parts);
    else if (node.tagName === 'NOSCRIPT') lines.marked('without scripts: ', parts);
    else if (node instanceof HTMLTableRowElement)
      lines.text += [...node.cells].map((cell) => wordsOf(cell).split(/\s*\n\s*/).join(' ')).join(' | ');
    else if (node instanceof HTMLTextAreaElement)
      for (const line of node.value.split('\n')) lines.whole(`| ${line}`);
    else if (node instanceof HTMLInputElement) lines.text += blank(node) + says;
    else if (node.matches('[data-share-html]')) mail(node, lines);
    else if (node.matches('a[href]'))
      lines.text += `[${within()}](${target(node.getAttribute('href') ?? '')})${says}`;
    else if (node.tagName === 'BUTTON') lines.text += ` <${within()}>${says} `;
    else if (node.matches('.tag, .wz-tag')) lines.text += ` {${within()}} `;
    else if (node.tagName === 'DT') around('', /[:?]\s*$/.test(node.textContent ?? '') ? ' ' : ': ');
    else if (node.tagName === 'DEL') around('[-', '-]');
    else if (node.tagName === 'INS') around('{+', '+}');
    else if (node.tagName === 'Q') around('“', '”');
    else if (flows && node.matches('strong, b')) around('*', '*');
    else {
      if (says) lines.whole(says.trim());
      parts();
    }
  }

  /** What is pasted into a mail, as the mail shows it.  @param {Element} code  @param {Lines} lines */
  function mail(code, lines) {
    const shown = document.createElement('div');
    shown.innerHTML = code.textContent ?? '';
    code.replaceChildren(shown);
    lines.whole('as mail:');
    tell(shown, lines);
  }

  /** @param {Element} part */
  function wordsOf(part) {
    const lines = new Lines();
    tell(part, lines);
    lines.end();
    return lines.done.join('\n').replace(/ +$/gm, '');
  }

  /**
   * Show a page of the site in place of this one, without its scripts.
   * @param {string} html
   * @param {string} address
   */
  function put(html, address) {
    const page = new DOMParser().parseFromString(html, 'text/html');
    const base = document.querySelector('base') ?? document.head.appendChild(document.createElement('base'));
    base.href = root + address;
    document.title = page.title;
    document.body.replaceWith(document.adoptNode(page.body));
    location.hash = document.getElementById('all-rules') ? 'all-rules' : ''; // all that is folded there
    return page;
  }

  /**
   * The words of a page, and those of what stands around the main part of every page.
   * @param {string} html
   * @param {string} address
   */
  function pageWords(html, address) {
    const page = put(html, address);
    const described = page.querySelector('meta[name=description]')?.getAttribute('content');
    const main = document.querySelector('#main') ?? document.body;
    const head = [page.title && `title: ${page.title}`, described && `description: ${described}`];
    const own = [...head.filter(Boolean), '', wordsOf(main)].join('\n');
    if (main !== document.body) main.replaceWith('(the page)');
    return [own, main === document.body ? '' : wordsOf(document.body)];
  }

  Object.assign(globalThis, {
    words: { of: wordsOf, page: pageWords, from: (/** @type {string} */ site) => (root = site) },
  });
})();
