// Small things that every screen of the wizard needs: elements, icons and the words on the screen.

/** What the wizard itself says. The policy's own words come with the data. */
export const WORDS = {
  locale: 'en-GB',
  back: 'Back',
  proceed: 'Continue',
  problem: 'There is a problem',
  error: 'Error: ',
  or: 'or',
  question: (/** @type {number} */ number) => `Question ${number}`,
  more: (/** @type {number} */ most) => (most ? `At most ${most} more.` : 'The last one.'),
  changing: 'You are changing an answer.',
  newly: 'We need to ask this now.',
  answerTitle: 'Your answer',
  who: 'Who can help',
  talk: 'All the people you can talk to',
  contact: 'How to reach them',
  answers: 'Answers',
  phone: 'Call',
  text: 'Text',
  web: 'Website',
  why: 'Why',
  also: 'Also keep in mind',
  code: 'All the rules',
  milder: 'What would change this',
  when: (/** @type {string} */ words) => `If ${words}`,
  without: (/** @type {string} */ label) => `Without “${label}”`,
  and: ', and ',
  maybe: 'perhaps ',
  maybeWhy: '“Perhaps” means that we have a few more questions first. Change your answer to see.',
  online: 'If it is already online',
  report: 'How to report a post',
  notAsked: 'What we did not ask',
  notAskedWhy: 'The answer above stays the same. But other rules may matter too.',
  complete: 'Check the other rules too',
  yours: 'Your answers',
  change: 'Change',
  again: 'Start again',
  print: 'Print this answer',
  printed: 'Printed on',
  list: 'See all the rules as a list',
};

/** One path each, drawn on a grid of 24 with a round stroke. */
const ICONS = {
  ok: 'M5 12.5l4.5 4.5L19 7.5',
  change: 'M5 19l.8-4L16 4.8l3.2 3.2L9 18.2zM13.5 7.3l3.2 3.2',
  stop: 'M8.5 6v12M15.5 6v12',
  help: 'M6.5 4h3l1.5 4.5-2 1.5a11 11 0 0 0 5 5l1.5-2 4.5 1.5v3a2 2 0 0 1-2 2A14.5 14.5 0 0 1 4.5 6a2 2 0 0 1 2-2z',
  other: 'M5 12h14M13 6l6 6-6 6',
};

/** @typedef {Node | string | null | undefined | false | readonly unknown[]} Child */

/**
 * Make an element.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | number | boolean | null | undefined | (() => void)>} attributes
 *   true gives an empty attribute; false and nothing leave it out; a function is called on click
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function el(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener('click', value);
    else if (value || value === 0) element.setAttribute(name, value === true ? '' : String(value));
  }
  const wanted = children.flat(Infinity).filter(Boolean);
  element.append(.../** @type {(Node | string)[]} */ (wanted));
  return element;
}

/**
 * HTML from the policy, which the generator has already made safe.
 * @param {string | null | undefined} html
 */
export function prose(html) {
  if (!html) return null;
  const block = el('div', { class: 'wz-prose' });
  block.innerHTML = html;
  return block;
}

/**
 * The icon of a verdict. It says nothing that the words beside it do not say.
 * @param {string} id
 */
export function icon(id) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'wz-icon');
  svg.setAttribute('aria-hidden', 'true');
  line.setAttribute('d', ICONS[/** @type {keyof ICONS} */ (id)] ?? ICONS.other);
  svg.append(line);
  return svg;
}
