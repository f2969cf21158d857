// What the deck knows: where the room is and what it counted. Kept for this window only.

/** @import {Card, Deck, Screen, State} from './types' */

/**
 * The state at the start of a session.
 * @returns {State}
 */
export function blank() {
  return {
    session: 'all',
    at: 0,
    step: 0,
    counts: {},
    notes: false,
    black: false,
    timer: { since: 0, before: 0 },
    channel: Array.from(crypto.getRandomValues(new Uint32Array(2)), (n) => n.toString(36)).join(''),
  };
}

/**
 * Everything that is shown one after another.
 * @param {Deck} deck
 * @param {string} session
 * @returns {Screen[]}
 */
export function screensOf(deck, session) {
  const start = /** @type {const} */ ({ kind: 'start' });
  const end = /** @type {const} */ ({ kind: 'end' });
  const slides = deck.opener.slides.map((slide) => ({ kind: /** @type {const} */ ('slide'), slide }));
  if (session === 'opener') return [start, ...slides, end];
  const planned = deck.sessions[session];
  const chosen = planned?.cards ?? deck.cards.map((_, index) => index);
  return [
    start,
    ...(planned ? slides : []),
    ...deck.agenda.map((_, page) => ({ kind: /** @type {const} */ ('agenda'), page })),
    ...chosen.map((index) => ({ kind: /** @type {const} */ ('card'), card: deck.cards[index] })),
    end,
  ];
}

/** The lines of a list that one screen holds, so that the last row can read them. */
const LINES = 4;

/**
 * The steps of a screen, first to last.
 * @param {Screen} screen
 * @returns {{name: string, from?: number, to?: number}[]}
 */
export function stepsOf(screen) {
  if (screen.kind !== 'card') return [{ name: screen.kind }];
  const { warning, after, clauses, helpers, discuss, urgent } = screen.card;
  const together = clauses.length + helpers.length <= LINES;
  const apart = [pages('why', clauses), pages('who', helpers)];
  return [
    ...(warning ? [{ name: 'warning' }] : []),
    { name: 'post' },
    { name: 'answer' },
    ...(after ? [{ name: 'after' }] : []),
    ...(together
      ? pages('both', [...clauses, ...helpers])
      : (urgent ? apart.reverse() : apart).flat()),
    ...pages('discuss', discuss),
  ];
}

/**
 * @param {string} name
 * @param {readonly unknown[]} items
 */
function pages(name, items) {
  const count = Math.ceil(items.length / LINES);
  const size = Math.ceil(items.length / (count || 1));
  return Array.from({ length: count }, (_, page) => ({
    name,
    from: page * size,
    to: (page + 1) * size,
  }));
}

/**
 * One step on, or one back. Stays where it is at either end.
 * @param {Deck} deck
 * @param {State} state
 * @param {1 | -1} by
 */
export function move(deck, state, by) {
  const screens = screensOf(deck, state.session);
  const step = state.step + by;
  if (step >= 0 && step < stepsOf(screens[state.at]).length) {
    state.step = step;
    return;
  }
  const at = state.at + by;
  if (at < 0 || at >= screens.length) return;
  state.at = at;
  state.step = by > 0 ? 0 : stepsOf(screens[at]).length - 1;
}

/**
 * The hands counted for each verdict of a card.
 * @param {Deck} deck
 * @param {State} state
 * @param {Card} card
 */
export function countsOf(deck, state, card) {
  const counted = state.counts[card.id] ?? [];
  return deck.verdicts.map((_, index) => counted[index] ?? 0);
}

/** More hands than any hall holds are a slip of the finger. */
const MOST = 999;

/**
 * @param {Deck} deck
 * @param {State} state
 * @param {Card} card
 * @param {number} verdict
 * @param {number} hands
 */
export function setCount(deck, state, card, verdict, hands) {
  const counts = countsOf(deck, state, card);
  counts[verdict] = Math.min(MOST, Math.max(0, Math.round(hands) || 0));
  state.counts[card.id] = counts;
}

/**
 * Milliseconds that the timer shows.
 * @param {State} state
 */
export function elapsed({ timer }) {
  return timer.before + (timer.since ? Date.now() - timer.since : 0);
}

/**
 * Keep the state for a reload of this window. Some browsers allow a local file no storage.
 * @param {Deck} deck
 * @param {State} state
 */
export function keep(deck, state) {
  try {
    sessionStorage.setItem(deck.key, JSON.stringify(state));
  } catch {
    // The session goes on; only a reload would start it again.
  }
}

/**
 * The state from before a reload, or a new one.
 * @param {Deck} deck
 * @returns {State}
 */
export function restore(deck) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(deck.key) ?? 'null');
    if (!kept) return blank();
    const state = { ...blank(), ...kept };
    const screens = screensOf(deck, state.session);
    if (!stepsOf(screens[state.at] ?? { kind: 'end' })[state.step] || !screens[state.at])
      Object.assign(state, { at: 0, step: 0 });
    return state;
  } catch {
    return blank();
  }
}

/** @param {Deck} deck */
export function forget(deck) {
  try {
    sessionStorage.removeItem(deck.key);
  } catch {
    // Nothing was kept.
  }
}
