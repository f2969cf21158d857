// Start the deck: keys, taps, the second window, and the wizard at hall size.

/** @import {Card, Deck, State} from './types' */
import { SAYS, make } from './words.js';
import { blank, countsOf, elapsed, forget, keep, move, restore, screensOf, setCount, stepsOf } from './state.js';
import { draw, sheet } from './screens.js';
import { openLine } from './link.js';
import { minutes, notesOf, runNotes } from './notes.js';

/** What each key does. A clicker sends the first ones. */
const KEYS = /** @type {Record<string, string>} */ ({
  PageDown: 'next',
  ArrowRight: 'next',
  ArrowDown: 'next',
  ' ': 'next',
  Enter: 'next',
  PageUp: 'back',
  ArrowLeft: 'back',
  ArrowUp: 'back',
  Backspace: 'back',
  Home: 'first',
  r: 'reveal',
  f: 'full',
  b: 'black',
  '.': 'black',
  n: 'notes',
  w: 'window',
  t: 'timer',
  l: 'live',
  s: 'stories',
  p: 'print',
  '?': 'menu',
  Escape: 'leave',
});

/** What the menu offers: a command, its key, and what it does. */
const MENU = /** @type {const} */ ([
  ['next', 'Page Down', 'Next'],
  ['back', 'Page Up', 'Back'],
  ['reveal', 'R', 'Show or hide the answer'],
  ['stories', 'S', 'Choose a story'],
  ['live', 'L', 'The wizard, with the room'],
  ['notes', 'N', 'Notes on this screen'],
  ['window', 'W', 'Notes in a second window'],
  ['timer', 'T', 'Start or stop the timer'],
  ['full', 'F', 'Full screen'],
  ['black', 'B', 'Black screen'],
  ['print', 'P', 'Print the results'],
  ['again', '', 'Start again, clear all counts'],
]);

/** How long the second window may take to answer, in milliseconds. */
const PATIENCE = 4000;

/**
 * The command of a key, or nothing where the key belongs to what has the focus.
 * @param {KeyboardEvent} event
 */
function commandOf(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const target = /** @type {HTMLElement} */ (event.target);
  const tag = target.tagName;
  if (tag === 'INPUT' && !/^Page/.test(event.key)) return null;
  if (/^(BUTTON|A|SUMMARY)$/.test(tag) && (event.key === ' ' || event.key === 'Enter')) return null;
  if (/^[1-9]$/.test(event.key)) return event.key;
  const digit = /^Digit([1-9])$/.exec(event.code);
  if (event.shiftKey && digit) return `-${digit[1]}`;
  return KEYS[event.key] ?? KEYS[event.key.toLowerCase()] ?? null;
}

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
  const hall = make('div.hall', { hidden: true });
  const paper = make('main.paper', {});
  const dark = make('button.black', { type: 'button', 'aria-label': SAYS.next, hidden: true, onclick: () => act('black') });
  const forward = make('button.key.key--main', { type: 'button', onclick: () => act(isPost() ? 'reveal' : 'next') });
  const leave = make('button.key', { type: 'button', onclick: () => act('leave') }, SAYS.leave);
  const dialog = /** @type {HTMLDialogElement} */ (make('dialog.menu', {}));
  root.replaceChildren(
    make('header.top', {}, make('p.top__school', {}, deck.school), place, timer),
    stage,
    hall,
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
    if (!command || (live && liveKey(event, command))) return;
    event.preventDefault();
    act(command);
  });
  hall.addEventListener('click', (event) => {
    const link = /** @type {HTMLElement} */ (event.target).closest('a[href]');
    const href = link?.getAttribute('href') ?? '';
    if (!link || href.startsWith('#') || /^(tel|sms|mailto):/.test(href)) return;
    event.preventDefault(); // the session stays; the page opens beside it
    const [path, anchor] = href.split('#');
    const page = location.protocol === 'file:' && path.endsWith('/') ? `${path}index.html` : path;
    open(anchor ? `${page}#${anchor}` : page, '_blank', 'noopener');
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

  function isPost() {
    return !live && stepsOf(screens()[state.at])[state.step].name === 'post';
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
      if (live) liveMove(command);
      else move(deck, state, command === 'next' ? 1 : -1);
    } else if (command === 'first') Object.assign(state, { at: 0, step: 0 });
    else if (command === 'reveal') {
      if (!card) return;
      state.step = state.step === 0 ? 1 : 0;
    } else if (command === 'black') state.black = !state.black;
    else if (command === 'notes') state.notes = !state.notes;
    else if (command === 'timer') toggleTimer();
    else if (command === 'live') goLive(!live);
    else if (command === 'leave') {
      if (!live) return;
      goLive(false);
    } else if (command === 'full') {
      void (document.fullscreenElement
        ? document.exitFullscreen()
        : document.documentElement.requestFullscreen?.());
      return;
    } else if (command === 'window') openNotes();
    else if (command === 'print') {
      print();
      return;
    } else if (command === 'menu') openMenu();
    else if (command === 'stories') openStories();
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
    goLive(false);
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
    hall.hidden = !live;
    leave.hidden = !live;
    dark.hidden = !state.black;
    panel.hidden = !state.notes;
    if (state.black) dark.focus();
    const cards = all.filter(({ kind }) => kind === 'card');
    place.textContent =
      screen.kind === 'card' && !live ? SAYS.place(cards.indexOf(screen) + 1, cards.length) : '';
    forward.textContent = isPost() ? SAYS.reveal : SAYS.next;
    if (!live) document.title = [titleOf(state.at), deck.school].join(' – ');
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
      note: card && card.note,
      discuss: card ? card.discuss : [],
      next: all[state.at + 1] ? titleOf(state.at + 1) : null,
      counts: counts.map((hands, index) => /** @type {const} */ ([deck.verdicts[index].title, hands])),
      timer: state.timer,
    };
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

  /** @param {boolean} on */
  function goLive(on) {
    live = on;
    if (!on || hall.firstChild) return;
    const data = make('script', { type: 'application/json' });
    data.textContent = wizard;
    hall.append(make('div', { 'data-wizard': true }, data));
    dispatchEvent(new Event('deck-live')); // the page's other script waits for it
  }

  /**
   * A clicker moves through the wizard: down what is long, then on to the next question. Back from
   * the first question leaves it.
   * @param {'next' | 'back'} way
   */
  function liveMove(way) {
    const form = hall.querySelector('form');
    const ended = hall.scrollTop + hall.clientHeight >= hall.scrollHeight - 2;
    if (way === 'back') {
      if (hall.scrollTop > 0) hall.scrollBy({ top: -hall.clientHeight * 0.8 });
      else if (hall.querySelector('.wz-back'))
        /** @type {HTMLElement} */ (hall.querySelector('.wz-back')).click();
      else goLive(false);
    } else if (form && ended) {
      form.requestSubmit();
      hall.scrollTop = 0;
    } else hall.scrollBy({ top: hall.clientHeight * 0.8 });
  }

  /**
   * Keys that mean something else in the wizard. Returns whether this one did.
   * @param {KeyboardEvent} event
   * @param {string} command
   */
  function liveKey(event, command) {
    if (/^Arrow(Up|Down)$/.test(event.key) || event.key === 'Backspace') return true;
    if (command === 'reveal' || command === 'stories') return true;
    if (!/^[1-9]$/.test(command)) return false;
    const inputs = hall.querySelectorAll('form input');
    /** @type {HTMLElement | undefined} */ (inputs[Number(command) - 1])?.click();
    return true;
  }

  function openMenu() {
    fillDialog(
      SAYS.menu,
      make(
        'ul.menu__list',
        {},
        MENU.map(([command, key, label]) =>
          make(
            'li',
            {},
            make(
              'button.menu__item',
              {
                type: 'button',
                onclick: () => {
                  dialog.close();
                  act(command);
                },
              },
              make('span', {}, label),
              key && make('kbd', {}, key),
            ),
          ),
        ),
      ),
      make('p', {}, 'Keys 1 to 4 count a hand. With Shift they take one away.'),
    );
  }

  function openStories() {
    const all = screens();
    fillDialog(
      SAYS.all,
      make(
        'ol.menu__list',
        {},
        all.flatMap((screen, at) =>
          screen.kind === 'card'
            ? make(
                'li',
                {},
                make(
                  'button.menu__item',
                  {
                    type: 'button',
                    onclick: () => {
                      dialog.close();
                      live = false;
                      Object.assign(state, { at, step: 0 });
                      show();
                    },
                  },
                  screen.card.title,
                ),
              )
            : [],
        ),
      ),
    );
  }

  /**
   * @param {string} title
   * @param {...Node} parts
   */
  function fillDialog(title, ...parts) {
    dialog.replaceChildren(
      make(
        'div.menu__head',
        {},
        make('h2', { id: 'menu-title' }, title),
        make('button.key', { type: 'button', onclick: () => dialog.close() }, SAYS.close),
      ),
      ...parts,
    );
    dialog.setAttribute('aria-labelledby', 'menu-title');
    dialog.showModal();
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
