// A message to the person named, written from the answers: to change, to copy, or to send from one's
// own mail app. What is written stays in the page, and goes nowhere by itself.

/** @import {Answers, Channel, Said, Wizard} from './types' */
import { el } from './parts.js';
import { offered, truth } from './engine.js';
import { softly } from './reasons.js';

const MESSAGE = {
  write: 'Write a message',
  hello: 'Hello,',
  to: 'To: ',
  subject: 'Subject: ',
  label: 'Your message',
  hint: 'Change it as you like. This page sends nothing and keeps nothing.',
  mail: 'Open in my mail app',
  copy: 'Copy',
  copied: 'Copied.',
  selected: 'The words are selected. You can copy them now.',
};

/**
 * The lines that are said under these answers.
 * @param {Wizard} wizard
 * @param {Answers} known
 * @param {readonly Said[]} lines
 */
function saidIn(wizard, known, lines) {
  return lines.filter(({ when }) => !when || truth(wizard, when, known)).map(({ say }) => say);
}

/**
 * The message to somebody, folded behind a button; nothing where none is offered.
 * @param {Wizard} wizard
 * @param {Answers} known
 * @param {Channel} channel
 */
export function messageTo(wizard, known, { title, greeting = MESSAGE.hello, contact = [] }) {
  const { message } = wizard;
  if (!message || !offered(wizard, known)) return null;
  const [subject = wizard.title] = saidIn(wizard, known, message.subjects);
  const email = contact.find(([, , href]) => href?.startsWith('mailto:'));
  const [, address, to = 'mailto:'] = email ?? [];
  const words = /** @type {HTMLTextAreaElement} */ (
    el('textarea.wz-words', { 'aria-label': MESSAGE.label, autocomplete: 'off' })
  );
  words.value = [greeting, ...saidIn(wizard, known, message.lines)]
    .map((line) => (line.endsWith(':') ? `${line}\n` : line)) // room to write
    .join('\n\n');
  const mail = el('a.wz-button', {}, MESSAGE.mail);
  const said = el('span', { role: 'status' });
  const fit = () => {
    words.style.height = 'auto';
    words.style.height = `${words.scrollHeight + 4}px`;
    const body = encodeURIComponent(words.value.replaceAll('\n', '\r\n'));
    mail.setAttribute('href', `${to}?subject=${encodeURIComponent(subject)}&body=${body}`);
  };
  words.addEventListener('input', fit);
  fit();
  const part = el(
    'details.wz-write',
    {},
    el('summary.wz-button', {}, MESSAGE.write),
    el('p.wz-small', {}, MESSAGE.hint),
    el('p', {}, MESSAGE.to, el('b', {}, address ? softly(address) : title)),
    el('p', {}, MESSAGE.subject, el('b', {}, subject)),
    words,
    el(
      'p.wz-actions',
      {},
      mail,
      el(
        'button.wz-button wz-button--quiet',
        { type: 'button', onclick: () => copy(words, said) },
        MESSAGE.copy,
      ),
      said,
    ),
  );
  part.addEventListener('toggle', fit); // while it is folded it has no height
  return part;
}

/**
 * Put the words on the clipboard. Where no script may, they are selected, so that the reader can.
 * @param {HTMLTextAreaElement} words
 * @param {HTMLElement} said
 */
async function copy(words, said) {
  said.textContent = '';
  let copied = true;
  try {
    await navigator.clipboard.writeText(words.value);
  } catch {
    words.select();
    copied = document.execCommand('copy');
  }
  said.textContent = copied ? MESSAGE.copied : MESSAGE.selected;
}
