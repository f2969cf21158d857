// What the keys do. A clicker sends some of them.

/** What each key does. A clicker sends the first ones. */
const KEYS = /** @type {Record<string, string>} */ ({
  PageDown: 'next',
  ArrowRight: 'next',
  ArrowDown: 'next',
  ' ': 'next',
  Enter: 'next',
  PageUp: 'back',
  ArrowLeft: 'back',
  ArrowUp: 'back',
  Backspace: 'back',
  Home: 'first',
  r: 'reveal',
  f: 'full',
  b: 'black',
  '.': 'black',
  n: 'notes',
  w: 'window',
  t: 'timer',
  l: 'live',
  s: 'stories',
  k: 'skip',
  p: 'print',
  '?': 'menu',
  Escape: 'leave',
});

/** What the menu offers: a command, its key, and what it does. */
export const MENU = /** @type {const} */ ([
  ['next', 'Page Down', 'Next'],
  ['back', 'Page Up', 'Back'],
  ['reveal', 'R', 'Show or hide the answer'],
  ['stories', 'S', 'Choose a story'],
  ['skip', 'K', 'Leave this story out'],
  ['live', 'L', 'The wizard, with the room'],
  ['notes', 'N', 'Notes on this screen'],
  ['window', 'W', 'Notes in a second window'],
  ['timer', 'T', 'Start or stop the timer'],
  ['full', 'F', 'Full screen'],
  ['black', 'B', 'Black screen'],
  ['print', 'P', 'Print the results'],
  ['again', '', 'Start again, clear all counts'],
]);

/**
 * The command of a key, or nothing where the key belongs to what has the focus.
 * @param {KeyboardEvent} event
 */
export function commandOf(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const target = /** @type {HTMLElement} */ (event.target);
  const tag = target.tagName;
  if (tag === 'INPUT' && !/^Page/.test(event.key)) return null;
  if (/^(BUTTON|A|SUMMARY)$/.test(tag) && (event.key === ' ' || event.key === 'Enter')) return null;
  if (/^[1-9]$/.test(event.key)) return event.key;
  const digit = /^Digit([1-9])$/.exec(event.code);
  if (event.shiftKey && digit) return `-${digit[1]}`;
  return KEYS[event.key] ?? KEYS[event.key.toLowerCase()] ?? null;
}
