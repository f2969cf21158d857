// What only the presenter sees: on the same screen, or in a second window.

/** @import {Shown} from './types' */
import { SAYS, make } from './words.js';
import { openLine } from './link.js';

/**
 * The notes as elements.
 * @param {Shown} shown
 */
export function notesOf(shown) {
  const note = make('div.notes__text', {});
  note.innerHTML = shown.note ?? '';
  return [
    make('p.notes__place', {}, `${shown.place} · ${shown.step}`),
    make('h2', {}, shown.title),
    shown.answer && make('p', {}, `${SAYS.answerIs} `, make('strong', {}, shown.answer)),
    shown.note ? note : make('p', {}, SAYS.noNote),
    shown.discuss.length > 0 && make('ul', {}, shown.discuss.map((line) => make('li', {}, line))),
    shown.counts.length > 0 &&
      make('p', {}, shown.counts.map(([title, hands]) => `${title}: ${hands}`).join(' · ')),
    make('p', {}, shown.next ? `${SAYS.upNext} ${shown.next}` : SAYS.last),
  ];
}

/**
 * Minutes and seconds.
 * @param {number} milliseconds
 */
export function minutes(milliseconds) {
  const seconds = Math.floor(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/**
 * Run the second window: it shows what the deck says and passes keys and taps on.
 * @param {HTMLElement} root
 * @param {string} name  the name of the line to the deck
 * @param {(key: KeyboardEvent) => string | null} commandOf
 */
export function runNotes(root, name, commandOf) {
  const clock = make('p.notes__clock', {});
  const body = make('div.notes__body', {}, make('p', {}, SAYS.waiting));
  /** @type {Shown | null} */
  let shown = null;
  const line = openLine(name, (message) => {
    if (message.kind === 'ask') line.say({ kind: 'here' });
    if (message.kind !== 'show') return;
    shown = message.shown;
    body.replaceChildren(.../** @type {Node[]} */ (notesOf(message.shown).filter(Boolean)));
    tick();
  });
  const send = (/** @type {string} */ command) => line.say({ kind: 'do', command });
  const button = (/** @type {string} */ label, /** @type {string} */ command) =>
    make('button.key', { type: 'button', onclick: () => send(command) }, label);
  root.replaceChildren(
    make(
      'main.notes.notes--window',
      {},
      clock,
      body,
      make(
        'p.notes__keys',
        {},
        button(SAYS.back, 'back'),
        button(SAYS.next, 'next'),
        button(SAYS.reveal, 'reveal'),
        button(SAYS.timer, 'timer'),
      ),
    ),
  );
  addEventListener('keydown', (event) => {
    const command = commandOf(event);
    if (!command) return;
    event.preventDefault();
    send(command);
  });
  document.title = SAYS.notes;
  line.say({ kind: 'here' });
  setInterval(tick, 500);
  tick();

  function tick() {
    const time = new Date().toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
    const { since, before } = shown?.timer ?? { since: 0, before: 0 };
    const ran = before + (since ? Date.now() - since : 0);
    clock.textContent = `${SAYS.clock} ${time} · ${SAYS.timer} ${minutes(ran)}`;
  }
}
