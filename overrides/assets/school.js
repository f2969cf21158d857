// What the pages gain from a script. Each part stands on its own; without it the page still works.

/** The words that the script itself says. */
const WORDS = { copy: 'Copy these words', copied: 'Copied', print: 'Print this page' };

/**
 * Make a button.
 * @param {string} label
 * @param {() => void} act
 */
function button(label, act) {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'button button--quiet';
  made.textContent = label;
  made.addEventListener('click', act);
  return made;
}

/**
 * Put text on the clipboard; where the browser allows no script to, select it for the reader.
 * @param {HTMLElement} source
 */
async function copy(source) {
  const text = [...source.children].map((line) => line.textContent).join('\n\n');
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    getSelection()?.selectAllChildren(source);
    return document.execCommand('copy');
  }
}

/** A message gets a button that copies it, and a line that says so to screen readers too. */
function offerCopies() {
  for (const source of /** @type {NodeListOf<HTMLElement>} */ (
    document.querySelectorAll('[data-copy]')
  )) {
    const said = document.createElement('p');
    said.setAttribute('role', 'status');
    said.className = 'said';
    const offer = button(WORDS.copy, async () => {
      said.textContent = '';
      if (await copy(source)) said.textContent = WORDS.copied;
    });
    source.after(offer, said);
  }
}

/** Pages made for paper get a button to print them. */
function offerPrints() {
  for (const place of document.querySelectorAll('[data-print]'))
    place.append(button(WORDS.print, () => print()));
}

/** Whether a review is overdue is decided on the day, not on the day the site was built. */
function judgeReviews() {
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
  for (const review of /** @type {NodeListOf<HTMLElement>} */ (
    document.querySelectorAll('[data-review]')
  )) {
    const past = today > (review.dataset.review ?? '');
    review.querySelector('[data-review-due]')?.toggleAttribute('hidden', past);
    review.querySelector('[data-review-past]')?.toggleAttribute('hidden', !past);
  }
}

/** A menu closes with Escape and with a tap beside it. */
function closeMenus() {
  const menus = /** @type {NodeListOf<HTMLDetailsElement>} */ (
    document.querySelectorAll('details[data-closes]')
  );
  addEventListener('click', (event) => {
    for (const menu of menus)
      if (!menu.contains(/** @type {Node} */ (event.target))) menu.open = false;
  });
  addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    for (const menu of menus) {
      if (menu.open && menu.contains(document.activeElement)) menu.querySelector('summary')?.focus();
      menu.open = false;
    }
  });
}

/**
 * Put the theme's scripts into the page. They find the search as it is by then: open, or with words
 * already typed.
 */
function loadSearch() {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById('search-scripts'));
  const scripts = document.importNode(template.content, true);
  for (const script of scripts.querySelectorAll('script')) script.async = false; // keep their order
  document.body.append(scripts);
}

/**
 * The theme opens its search with a checkbox; a button is there for the keyboard too. The scripts
 * of the search weigh as much as the page, so they come when a reader turns to it.
 */
function openSearch() {
  const toggle = /** @type {HTMLInputElement | null} */ (document.getElementById('__search'));
  const opener = /** @type {HTMLElement | null} */ (document.querySelector('[data-search-open]'));
  const search = /** @type {HTMLElement | null} */ (document.querySelector('.md-search'));
  const field = /** @type {HTMLElement | null} */ (document.querySelector('.md-search__input'));
  if (!toggle || !opener || !search) return;
  document.documentElement.classList.replace('no-js', 'js');

  if (field) search.addEventListener('focusin', loadSearch, { once: true });
  else loadSearch(); // this theme draws its search itself
  opener.addEventListener('click', () => {
    toggle.click();
    field?.focus();
  });
  toggle.addEventListener('change', () => {
    // The theme lets go of the focus only after it has closed the search.
    if (!toggle.checked) requestAnimationFrame(() => opener.offsetParent && opener.focus());
  });
}

/**
 * The theme acts on single letters, such as "s" for search. A person who speaks to the computer, or
 * whose hand slips, would be taken elsewhere (WCAG 2.1.4), so those keys are kept from it.
 */
function keepLettersQuiet() {
  addEventListener(
    'keydown',
    (event) => {
      const target = /** @type {HTMLElement} */ (event.target);
      const typing = target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName);
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
      if (plain && !typing && /^[a-z,./]$/i.test(event.key)) event.stopImmediatePropagation();
    },
    { capture: true },
  );
}

offerCopies();
offerPrints();
judgeReviews();
closeMenus();
openSearch();
keepLettersQuiet();
