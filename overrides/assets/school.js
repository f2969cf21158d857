// What the pages gain from a script. Each part stands on its own; without it the page still works.

/** The words that the script itself says. */
const WORDS = { copy: 'Copy these words', copied: 'Copied' };

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

/** The search is a dialog. Its scripts weigh as much as the page, so they come when it is opened. */
function openSearch() {
  const opener = document.querySelector('[data-search-open]');
  const dialog = /** @type {HTMLDialogElement | null} */ (document.querySelector('.search'));
  if (!opener || !dialog?.showModal) return;
  document.documentElement.classList.replace('no-js', 'js');

  opener.addEventListener('click', () => dialog.showModal());
  opener.addEventListener('click', loadSearch, { once: true });
  dialog.querySelector('[data-search-close]')?.addEventListener('click', () => dialog.close());
  dialog.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault(); // a search field would be emptied first
    dialog.close();
  });
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog) dialog.close(); // beside what it holds
  });
}

/** Put the search's scripts into the page. */
function loadSearch() {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById('search-scripts'));
  const scripts = document.importNode(template.content, true);
  for (const script of scripts.querySelectorAll('script')) script.async = false; // keep their order
  document.body.append(scripts);
}

offerCopies();
judgeReviews();
closeMenus();
openSearch();
