// Start the wizard of a page of the site.

/** @import {Wizard} from './types' */
import { start } from './view.js';
import { guidePage } from './guide.js';
import { messageSection } from './message.js';
import { resultPage } from './result.js';

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
  start(root, wizard, (...given) =>
    wizard.kind === 'guide' ? guidePage(...given) : resultPage(...given, messageSection),
  );
}

const roots = document.querySelectorAll('[data-wizard]');
if (roots.length > 1) throw new Error('Wizard: more than one [data-wizard] on this page');
roots.forEach((root) => init(/** @type {HTMLElement} */ (root)));
