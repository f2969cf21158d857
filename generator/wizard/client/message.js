// A message to take away: to copy, to print with room to write, or to open in one's own mail app.
// The page never asks for these words to be filled in, so it has nothing to keep.

/** @import {Channel, Wizard} from './types' */
import { el } from './parts.js';
import { section } from './cards.js';

const MESSAGE = {
  heading: 'A message you can use',
  why: 'These are the things to say. Take them with you, or send them.',
  copy: 'Copy this message',
  copied: 'Copied',
  selected: 'The words are selected. You can copy them now.',
  print: 'Print this message',
  mail: 'Open in my mail app',
  subject: 'About school',
};

/**
 * The section, where there is somebody to send a message to.
 * @param {Wizard} wizard
 * @param {readonly Channel[]} channels
 */
export function messageSection(wizard, channels) {
  const { message } = wizard;
  if (!message || !channels.length) return null;
  const paragraphs = message.split(/\n{2,}/).map((lines) =>
    el(
      'p',
      {},
      lines.split('\n').map((line) => el('span', {}, line)),
    ),
  );
  const words = el('div.wz-message', {}, paragraphs);
  const said = el('span', { role: 'status' });
  const [, , mail] = channels
    .flatMap((channel) => channel.contact ?? [])
    .find(([, , href]) => href?.startsWith('mailto:')) ?? [null, null, 'mailto:'];
  const body = encodeURIComponent(message.replaceAll('\n', '\r\n'));
  const quiet = 'button.wz-button wz-button--quiet';
  return section(
    MESSAGE.heading,
    el('p', {}, MESSAGE.why),
    words,
    el(
      'p.wz-actions',
      {},
      el(quiet, { type: 'button', onclick: () => copy(words, said) }, MESSAGE.copy),
      el(quiet, { type: 'button', onclick: () => printAlone(words) }, MESSAGE.print),
      el(
        'a.wz-button wz-button--quiet',
        { href: `${mail}?subject=${encodeURIComponent(MESSAGE.subject)}&body=${body}` },
        MESSAGE.mail,
      ),
      said,
    ),
  );
}

/**
 * Put the words on the clipboard, as they stand on the page: a browser may have translated them.
 * Where no script may, they are selected, so that the reader can.
 * @param {HTMLElement} words
 * @param {HTMLElement} said
 */
async function copy(words, said) {
  said.textContent = '';
  let copied = true;
  try {
    await navigator.clipboard.writeText(words.innerText);
  } catch {
    getSelection()?.selectAllChildren(words);
    copied = document.execCommand('copy');
  }
  said.textContent = copied ? MESSAGE.copied : MESSAGE.selected;
}

/**
 * Print the message and nothing else.
 * @param {HTMLElement} words
 */
function printAlone(words) {
  const result = words.closest('.wz-result');
  result?.classList.add('wz-result--message');
  addEventListener('afterprint', () => result?.classList.remove('wz-result--message'), {
    once: true,
  });
  print();
}
