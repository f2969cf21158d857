// Start the wizard of a page of the site.

/** @import {Wizard} from './types' */
/** @import {Progress} from './view.js' */
import { el } from './parts.js';
import { start } from './view.js';
import { guidePage } from './guide.js';
import { messageTo } from './message.js';
import { resultPage } from './result.js';
import { about, further, reason } from './reasons.js';
import { remaining } from './remaining.js';

const SITE = {
  list: 'See it all as a list',
  printed: 'Printed on',
  locale: 'en-GB',
};

/** @type {Progress} */
const PROGRESS = {
  changing: 'You are changing an answer.',
  newly: 'We need to ask this now.',
  more: (...given) => {
    const most = remaining(...given) - 1;
    return most ? ` At most ${most} more.` : ' The last one.';
  },
};

const LISTS = /** @type {const} */ ([
  'facts',
  'verdicts',
  'rules',
  'clauses',
  'channels',
  'helplines',
]);

/**
 * Read the data, check that the page has what the wizard needs, and run it.
 * @param {HTMLElement} root
 */
function init(root) {
  const fail = (/** @type {string} */ lack) => {
    throw new Error(`Wizard: ${lack}`);
  };
  if (root.hasAttribute('data-wizard-started')) fail('already started on this element');
  const script = root.querySelector('script[type="application/json"]');
  if (!script) fail('<script type="application/json"> is missing inside [data-wizard]');
  /** @type {Wizard} */
  const wizard = JSON.parse(script?.textContent ?? '');
  for (const name of LISTS)
    if (!Array.isArray(wizard[name])) fail(`"${name}" is missing in the data`);
  if (!wizard.verdicts[wizard.otherwise]) fail('"otherwise" names no verdict');
  root.setAttribute('data-wizard-started', '');
  const extras = { about, message: messageTo, reason, further };
  start(
    root,
    wizard,
    (...given) => (wizard.kind === 'guide' ? guidePage : resultPage)(...given, extras),
    PROGRESS,
  );
  const intro = /** @type {HTMLElement | null} */ (document.querySelector('[data-wizard-intro]'));
  if (intro) intro.hidden = true;
  const list = /** @type {HTMLElement | null} */ (document.querySelector('[data-wizard-static]'));
  if (list) root.append(listToggle(list));
  preparePrints(root, wizard.school);
}

/**
 * Let each print show what is folded on the screen, and say where it is from and when it was made.
 * @param {HTMLElement} root
 * @param {string} school
 */
function preparePrints(root, school) {
  const paper = el('p.wz-paper', {});
  root.prepend(paper);
  /** @type {Element[]} */
  let folded = [];
  addEventListener('beforeprint', () => {
    const date = new Date().toLocaleDateString(SITE.locale, { dateStyle: 'long' });
    paper.textContent = `${school}. ${SITE.printed} ${date}`;
    folded = [...root.querySelectorAll('details:not([open])')];
    for (const part of folded) part.toggleAttribute('open', true);
  });
  addEventListener('afterprint', () => {
    for (const part of folded) part.toggleAttribute('open', false);
  });
}

/**
 * Hide the list of all rules behind a button.
 * @param {HTMLElement} list
 */
function listToggle(list) {
  list.id ||= 'wz-rules';
  list.hidden = true;
  const button = el(
    'button.wz-link',
    {
      type: 'button',
      'aria-expanded': 'false',
      'aria-controls': list.id,
      onclick: () => {
        list.hidden = !list.hidden;
        button.setAttribute('aria-expanded', String(!list.hidden));
      },
    },
    SITE.list,
  );
  return el('p.wz-foot', {}, button);
}

const roots = document.querySelectorAll('[data-wizard]');
if (roots.length > 1) throw new Error('Wizard: more than one [data-wizard] on this page');
roots.forEach((root) => init(/** @type {HTMLElement} */ (root)));
