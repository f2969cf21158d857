// Start the deck: keys, taps, the second window, and the wizard at hall size.

/** @import {Deck} from './types' */
import { SAYS, make } from './words.js';
import { blank, countsOf, elapsed, forget, keep, move, restore, screensOf, setCount, stepsOf } from './state.js';
import { draw } from './screens.js';
import { sheet } from './sheet.js';
import { openLine } from './link.js';
import { minutes, notesOf, runNotes } from './notes.js';
import { commandOf } from './keys.js';
import { openMenu, openStories } from './dialogs.js';
import { hallOf } from './hall.js';

/** How long the second window may take to answer, in milliseconds. */
const PATIENCE = 4000;

/**
 * Run the deck in an element.
 * @param {HTMLElement} root
 * @param {Deck} deck
 * @param {string} wizard  the wizard's data as JSON text
 */
function run(root, deck, wizard) {
  let state = restore(deck);
  let live = false;
  const stage = make('main.stage', {});
  const place = make('p.place', {});
  const timer = make('p.timer', {});
  const said = make('p.said', { role: 'status' });
  const panel = make('aside.notes', { 'aria-label': SAYS.notes });
  const hall = hallOf(wizard);
  const paper = make('main.paper', {});
  const dark = make('button.black', { type: 'button', 'aria-label': SAYS.next, hidden: true, onclick: () => act('black') });
  const forward = make('button.key.key--main', { type: 'button', onclick: () => act('next') });
  const leave = make('button.key', { type: 'button', onclick: () => act('leave') }, SAYS.leave);
  const dialog = /** @type {HTMLDialogElement} */ (make('dialog.menu', {}));
  root.replaceChildren(
    make('header.top', {}, make('p.top__school', {}, deck.school), place, timer),
    stage,
    hall.root,
    panel,
    said,
    make(
      'nav.keys',
      { 'aria-label': SAYS.menu },
      make('button.key', { type: 'button', onclick: () => act('back') }, SAYS.back),
      forward,
      leave,
      make('button.key', { type: 'button', onclick: () => act('menu') }, SAYS.menu),
    ),
    dark,
    dialog,
    paper,
  );
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  let line = connect();

  addEventListener('keydown', (event) => {
    if (dialog.open) return;
    const command = commandOf(event);
    if (!command || (live && hall.key(event, command))) return;
    event.preventDefault();
    act(command);
  });
  addEventListener('beforeprint', fillPaper);
  setInterval(showTimer, 500);
  show();

  function connect() {
    return openLine(state.channel, (message) => {
      if (message.kind === 'do') act(message.command);
      if (message.kind !== 'here') return;
      clearTimeout(waiting);
      said.textContent = '';
      tell();
    });
  }

  function screens() {
    return screensOf(deck, state.session);
  }

  /** The story on the screen, if it is one. */
  function story() {
    const screen = screens()[state.at];
    return screen.kind === 'card' ? screen.card : null;
  }

  function step() {
    return stepsOf(screens()[state.at])[state.step].name;
  }

  /** @param {string} command */
  function act(command) {
    if (state.black && command !== 'black') command = 'black';
    const digit = /^-?[1-9]$/.test(command) ? Number(command) : 0;
    const card = story();
    if (digit) {
      const verdict = Math.abs(digit) - 1;
      if (!card || verdict >= deck.verdicts.length) return;
      const hands = countsOf(deck, state, card)[verdict];
      setCount(deck, state, card, verdict, hands + Math.sign(digit));
    } else if (command === 'next' || command === 'back') {
      if (live) live = hall.move(command);
      else move(deck, state, command === 'next' ? 1 : -1);
    } else if (command === 'first') Object.assign(state, { at: 0, step: 0 });
    else if (command === 'reveal') {
      if (!card) return;
      const steps = stepsOf(screens()[state.at]).map(({ name }) => name);
      state.step = steps.indexOf(step() === 'post' ? 'answer' : 'post');
    } else if (command === 'skip') {
      if (!card) return;
      Object.assign(state, { at: state.at + 1, step: 0 });
    } else if (command === 'black') state.black = !state.black;
    else if (command === 'notes') state.notes = !state.notes;
    else if (command === 'timer') toggleTimer();
    else if (command === 'live') {
      live = !live;
      if (live) hall.open();
    } else if (command === 'leave') live = false;
    else if (command === 'full') {
      void (document.fullscreenElement
        ? document.exitFullscreen()
        : document.documentElement.requestFullscreen?.());
      return;
    } else if (command === 'window') openNotes();
    else if (command === 'print') {
      print();
      return;
    } else if (command === 'menu') openMenu(dialog, act);
    else if (command === 'stories') openStories(dialog, screens(), go);
    else if (command === 'again') startAgain();
    else return;
    show();
  }

  function toggleTimer() {
    state.timer = state.timer.since
      ? { since: 0, before: elapsed(state) }
      : { since: Date.now(), before: state.timer.before };
  }

  function startAgain() {
    const { channel } = state;
    forget(deck);
    state = { ...blank(), channel };
    live = false;
  }

  /** @param {number} at */
  function go(at) {
    live = false;
    Object.assign(state, { at, step: 0 });
    show();
  }

  /** @param {string} session */
  function begin(session) {
    Object.assign(state, { session, at: 0, step: 0 });
    move(deck, state, 1);
    show();
  }

  /** Draw everything anew from the state. */
  function show() {
    const all = screens();
    const screen = all[state.at];
    const focused = document.activeElement?.getAttribute('aria-label');
    stage.replaceChildren(
      draw(deck, state, screen, {
        begin,
        live: () => act('live'),
        again: () => act('again'),
        printed: () => act('print'),
        skip: () => act('skip'),
        count: (verdict, hands) => {
          const card = story();
          if (card) setCount(deck, state, card, verdict, hands);
          show();
        },
      }),
    );
    if (focused) {
      const again = stage.querySelector(`[aria-label="${CSS.escape(focused)}"]`);
      if (again) /** @type {HTMLElement} */ (again).focus();
    }
    stage.hidden = live;
    stage.scrollTop = 0;
    hall.root.hidden = !live;
    leave.hidden = !live;
    dark.hidden = !state.black;
    panel.hidden = !state.notes;
    if (state.black) dark.focus();
    const cards = all.filter(({ kind }) => kind === 'card');
    place.textContent =
      screen.kind === 'card' && !live ? SAYS.place(cards.indexOf(screen) + 1, cards.length) : '';
    forward.textContent = live ? SAYS.next : (SAYS.on[step()] ?? SAYS.next);
    if (!live) document.title = [step() === 'warning' ? SAYS.hard : titleOf(state.at), deck.school].join(' – ');
    panel.replaceChildren(.../** @type {Node[]} */ (notesOf(shown()).filter(Boolean)));
    showTimer();
    if (state.at || state.timer.since || Object.keys(state.counts).length) keep(deck, state);
    tell();
  }

  function showTimer() {
    const ran = elapsed(state);
    timer.textContent = ran ? minutes(ran) : '';
  }

  /** @param {number} at */
  function titleOf(at) {
    const screen = screens()[at];
    if (screen?.kind === 'card') return screen.card.title;
    if (screen?.kind === 'slide') return screen.slide.title;
    if (screen?.kind === 'agenda') return deck.agenda[screen.page].title;
    return screen?.kind === 'end' ? SAYS.thanks : deck.title;
  }

  function shown() {
    const all = screens();
    const card = story();
    const steps = stepsOf(all[state.at]);
    const counts = card ? countsOf(deck, state, card) : [];
    return {
      place: SAYS.place(state.at + 1, all.length),
      title: titleOf(state.at),
      step: SAYS.place(state.step + 1, steps.length),
      answer: card && deck.verdicts[card.verdict].title,
      note: noteOn(all[state.at]),
      discuss: card ? card.discuss : [],
      next: all[state.at + 1] ? titleOf(state.at + 1) : null,
      counts: counts.map((hands, index) => /** @type {const} */ ([deck.verdicts[index].title, hands])),
      timer: state.timer,
    };
  }

  /** @param {import('./types').Screen} screen */
  function noteOn(screen) {
    if (screen.kind === 'slide') return screen.slide.say;
    if (screen.kind !== 'card') return null;
    return step() === 'warning' ? SAYS.hardNote : screen.card.note;
  }

  function tell() {
    line.say({ kind: 'show', shown: shown() });
  }

  /** Open the second window; if it does not answer, show the notes here. */
  function openNotes() {
    const other = open(`${location.href.split('#')[0]}#notes-${state.channel}`, 'deck-notes', 'popup,width=900,height=700');
    clearTimeout(waiting);
    waiting = setTimeout(notesHere, other ? PATIENCE : 0);
    line.say({ kind: 'ask' });
  }

  function notesHere() {
    state.notes = true;
    said.textContent = SAYS.noWindow;
    show();
  }

  function fillPaper() {
    const cards = screens().flatMap((screen) => (screen.kind === 'card' ? [screen.card] : []));
    paper.replaceChildren(.../** @type {Node[]} */ (sheet(deck, state, cards)));
  }
}

function init() {
  const root = document.getElementById('deck');
  const text = (/** @type {string} */ id) => document.getElementById(id)?.textContent ?? '';
  if (!root || !text('deck-data')) throw new Error('Deck: the page has no #deck or no #deck-data');
  const found = /^#notes-([a-z0-9]+)$/.exec(location.hash);
  if (found) runNotes(root, found[1], commandOf);
  else run(root, JSON.parse(text('deck-data')), text('wizard-data'));
}

init();
