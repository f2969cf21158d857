// The wizard at hall size, asked with the room.

import { make } from './words.js';

/**
 * The place where the wizard runs. It starts when it is first opened.
 * @param {string} wizard  the wizard's data as JSON text
 */
export function hallOf(wizard) {
  const root = make('div.hall', { hidden: true });
  root.addEventListener('click', openBeside);
  return { root, open, move, key };

  function open() {
    if (root.firstChild) return;
    const data = make('script', { type: 'application/json' });
    data.textContent = wizard;
    root.append(make('div', { 'data-wizard': true }, data));
    dispatchEvent(new Event('deck-live')); // the page's other script waits for it
  }

  /**
   * A clicker moves through the wizard: down what is long, then on to the next question. Returns
   * whether it moved: back from the first question it does not.
   * @param {'next' | 'back'} way
   */
  function move(way) {
    const form = root.querySelector('form');
    const earlier = /** @type {HTMLElement | null} */ (root.querySelector('.wz-back'));
    const ended = root.scrollTop + root.clientHeight >= root.scrollHeight - 2;
    if (way === 'back') {
      if (root.scrollTop > 0) root.scrollBy({ top: -root.clientHeight * 0.8 });
      else if (earlier) earlier.click();
      else return false;
    } else if (form && ended) {
      form.requestSubmit();
      root.scrollTop = 0;
    } else root.scrollBy({ top: root.clientHeight * 0.8 });
    return true;
  }

  /**
   * Keys that mean something else in the wizard. Returns whether this one did.
   * @param {KeyboardEvent} event
   * @param {string} command
   */
  function key(event, command) {
    if (/^Arrow(Up|Down)$/.test(event.key) || event.key === 'Backspace') return true;
    if (/^(reveal|stories|skip)$/.test(command)) return true;
    if (!/^[1-9]$/.test(command)) return false;
    const inputs = root.querySelectorAll('form input');
    /** @type {HTMLElement | undefined} */ (inputs[Number(command) - 1])?.click();
    return true;
  }
}

/**
 * Open a page of the site in another window: the session stays.
 * @param {MouseEvent} event
 */
function openBeside(event) {
  const link = /** @type {HTMLElement} */ (event.target).closest('a[href]');
  const href = link?.getAttribute('href') ?? '';
  if (!link || href.startsWith('#') || /^(tel|sms|mailto):/.test(href)) return;
  event.preventDefault();
  const [path, anchor] = href.split('#');
  const page = location.protocol === 'file:' && path.endsWith('/') ? `${path}index.html` : path;
  open(anchor ? `${page}#${anchor}` : page, '_blank', 'noopener');
}
