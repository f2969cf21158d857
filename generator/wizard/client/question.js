// One question on one page.

/** @import {Fact} from './types' */
import { WORDS, el } from './parts.js';

/**
 * @typedef {object} Asking
 * @property {number} [answer]  the earlier choice, if there is one
 * @property {string} progress
 * @property {boolean} opening  whether it is the first question of all
 * @property {() => boolean} tooSoon  whether a tap on Continue was meant for the screen before
 * @property {(answer: number) => void} answered
 * @property {() => void} failed  called when nothing was chosen and the error is on the page
 */

/**
 * The form of one question. It validates on Continue only. Dangers are shown the most severe first,
 * so that the answer of most people is not the first one at hand.
 * @param {Fact} fact
 * @param {Asking} asking
 */
export function questionForm(fact, { answer, progress, opening, tooSoon, answered, failed }) {
  const many = fact.kind === 'many';
  const last = fact.options.length - 1;
  const name = `wz-${fact.id}`;
  const inputs = fact.options.map((option, index) => {
    const input = /** @type {HTMLInputElement} */ (
      el('input.wz-input', {
        type: many ? 'checkbox' : 'radio',
        id: `${name}-${index}`,
        name,
        value: 1 << index,
        'aria-describedby': option.hint && `${name}-${index}-hint`,
      })
    );
    input.checked = ((answer ?? 0) & (1 << index)) !== 0;
    return input;
  });
  if (many) keepNoneAlone(inputs);

  const order = fact.options.map((_, index) => (fact.danger ? last - index : index));
  const rows = order.map((index, place) => {
    const { label, hint } = fact.options[index];
    return [
      (many || fact.danger) && place === last && el('p.wz-or', {}, WORDS.or),
      el(
        'div.wz-option',
        {},
        inputs[index],
        el('label.wz-label', { for: inputs[index].id }, label),
        hint && el('span.wz-hint', { id: `${inputs[index].id}-hint` }, hint),
      ),
    ];
  });
  const fieldset = el(
    'fieldset.wz-fieldset',
    { 'aria-describedby': fact.hint && `${name}-hint` },
    el('legend.wz-legend', {}, el('h1.wz-title', { tabindex: -1 }, fact.ask)),
    fact.hint && el('p.wz-lead', { id: `${name}-hint` }, fact.hint),
    el('div.wz-options', {}, rows),
  );
  const form = el(
    'form.wz-form',
    { novalidate: true, autocomplete: 'off' },
    el('p.wz-progress', {}, progress),
    fieldset,
    el('button.wz-button', { type: 'submit' }, WORDS.proceed),
    opening && el('p.wz-small', {}, WORDS.stays),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (tooSoon()) return;
    const chosen = inputs.reduce(
      (sum, input) => sum + (input.checked ? Number(input.value) : 0),
      0,
    );
    if (chosen) answered(chosen);
    else {
      showError(form, fieldset, inputs[order[0]], fact.error ?? WORDS.choose);
      failed();
    }
  });
  return form;
}

/**
 * Let the last box, "none of these", stand alone.
 * @param {HTMLInputElement[]} inputs
 */
function keepNoneAlone(inputs) {
  const none = inputs[inputs.length - 1];
  for (const input of inputs) {
    input.addEventListener('change', () => {
      if (!input.checked) return;
      for (const other of inputs) if ((other === none) !== (input === none)) other.checked = false;
    });
  }
}

/**
 * Say what is missing: in a summary that takes focus, and beside the question.
 * @param {HTMLElement} form
 * @param {HTMLElement} fieldset
 * @param {HTMLInputElement} first  the option that the summary links to
 * @param {string} message
 */
function showError(form, fieldset, first, message) {
  form.querySelectorAll('.wz-summary, .wz-error').forEach((old) => old.remove());
  const link = el('a', { href: `#${first.id}` }, message);
  link.addEventListener('click', (event) => {
    event.preventDefault(); // a fragment would add a history entry
    first.focus();
  });
  const summary = el(
    'div.wz-summary',
    { tabindex: -1 },
    el('div', { role: 'alert' }, el('h2.wz-heading', {}, WORDS.problem), el('p', {}, link)),
  );
  const error = el(
    'p.wz-error',
    { id: `${first.name}-error` },
    el('span.wz-unseen', {}, WORDS.error),
    message,
  );
  form.prepend(summary);
  form.classList.add('wz-form--error');
  fieldset.querySelector('.wz-options')?.before(error);
  const hint = fieldset.querySelector('.wz-lead')?.id;
  fieldset.setAttribute('aria-describedby', [hint, error.id].filter(Boolean).join(' '));
  summary.focus();
}
