// Start the wizard of this page.
//
// A page on a server loads these modules as they are. generator/wizard/script.py joins them into
// one classic script for file:// and for the stand-alone page.

/** @import {Wizard} from './types' */
import { start } from './view.js';

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
  start(root, wizard);
}

const roots = document.querySelectorAll('[data-wizard]');
if (roots.length > 1) throw new Error('Wizard: more than one [data-wizard] on this page');
roots.forEach((root) => init(/** @type {HTMLElement} */ (root)));
