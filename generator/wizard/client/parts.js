// Small things that every screen of the wizard needs: elements, icons and the words on the screen.

/**
 * What every wizard says itself; modules that not every page has bring their own words. The policy's
 * words come with the data.
 */
export const WORDS = {
  back: 'Back',
  proceed: 'Continue',
  problem: 'There is a problem',
  error: 'Error: ',
  choose: 'Choose an answer',
  or: 'or',
  stays: 'Your answers stay on this page.',
  question: (/** @type {number} */ number) => `Question ${number}.`,
  answerTitle: 'Your answer',
  more: 'More help',
  who: 'Who to talk to',
  orTo: 'Or: ',
  outside: 'Outside the school',
  answers: 'Answers',
  reach: 'How to reach them',
  unlisted: "Ask at the school, or ring the school's number.",
  phone: 'Call',
  email: 'Email them',
  page: 'Open their page',
  text: 'Text',
  visit: 'Open',
  why: 'Why',
  code: 'All the rules',
  yours: 'Your answers',
  change: 'Change',
  again: 'Start again',
  print: 'Print this answer',
};

/** One path each, drawn on a grid of 24 with a round stroke: tick, pencil, pause, talk, arrow. */
const ICONS = {
  ok: 'M5 13l4 4L19 7',
  change: 'M4 20l1-5L16 4l4 4L9 19z',
  stop: 'M8 6v12M16 6v12',
  help: 'M4 5h16v11H10l-4 4v-4H4z',
  other: 'M5 12h14M13 6l6 6-6 6',
};

/** @typedef {Node | string | null | undefined | false | readonly unknown[]} Child */

/**
 * Make an element.
 * @param {string} kind  its tag, and its classes after a dot
 * @param {Record<string, string | number | boolean | null | undefined | (() => void)>} attributes
 *   true gives an empty attribute; false and nothing leave it out; a function is called on click
 * @param {...Child} children
 */
export function el(kind, attributes, ...children) {
  const [tag, classes] = kind.split('.');
  const element = document.createElement(tag);
  if (classes) element.className = classes;
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener('click', value);
    else if (value || value === 0) element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(.../** @type {(Node | string)[]} */ (children.flat(Infinity).filter(Boolean)));
  return element;
}

/**
 * HTML from the policy, which the generator has already made safe.
 * @param {string | null | undefined} html
 */
export function prose(html) {
  if (!html) return null;
  const block = el('div.wz-prose', {});
  block.innerHTML = html;
  return block;
}

/**
 * The icon of a verdict. It says nothing that the words beside it do not say.
 * @param {string} id
 */
export function icon(id) {
  const path = ICONS[/** @type {keyof ICONS} */ (id)] ?? ICONS.other;
  const box = el('span.wz-icon', { 'aria-hidden': 'true' });
  box.innerHTML = `<svg viewBox="0 0 24 24"><path d="${path}"/></svg>`;
  return box;
}
