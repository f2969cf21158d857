// Start the wizard of the stand-alone page, and tell the page around it how high it is.
// generator/writers/embed.py writes that page whole, so nothing it needs can be missing.

/** @import {Wizard} from './types' */
import { start } from './view.js';
import { resultPage } from './result.js';

const root = /** @type {HTMLElement} */ (document.querySelector('main'));
const data = /** @type {HTMLElement} */ (document.querySelector('[type="application/json"]'));

/** @param {boolean} moved  whether another screen is shown, so that its top should be seen */
function tell(moved) {
  // Any page may hold this one, and the height of a page is no secret.
  parent.postMessage({ wizard: root.offsetHeight, moved }, '*');
}

start(root, /** @type {Wizard} */ (JSON.parse(data.textContent ?? '')), resultPage);
if (parent !== window) {
  tell(false); // a frame below the edge of the window is not drawn, and so not observed
  new ResizeObserver(() => tell(false)).observe(root);
  root.addEventListener('focusin', ({ target }) =>
    tell(/** @type {HTMLElement} */ (target).tabIndex < 0),
  );
  // The page around asks once its own script runs.
  addEventListener('message', ({ source }) => source === parent && tell(false));
}
