// What the room sees: one screen at a time.

/** @import {Card, Deck, Screen, State} from './types' */
import { SAYS, make } from './words.js';
import { countsOf, stepsOf } from './state.js';
import { beforeAndAfter, drawPost } from './posts.js';
import { answer, people, reasons } from './answers.js';
import { slide, warning } from './opener.js';

/**
 * @typedef {object} Actions
 * @property {(session: string) => void} begin
 * @property {(verdict: number, hands: number) => void} count
 * @property {() => void} live
 * @property {() => void} again
 * @property {() => void} printed
 * @property {() => void} skip
 */

/**
 * Draw the screen that the state is at.
 * @param {Deck} deck
 * @param {State} state
 * @param {Screen} screen
 * @param {Actions} actions
 * @returns {HTMLElement}
 */
export function draw(deck, state, screen, actions) {
  switch (screen.kind) {
    case 'start':
      return start(deck, actions);
    case 'slide':
      return slide(deck, screen.slide);
    case 'agenda':
      return agenda(deck, screen.page);
    case 'end':
      return end(deck, actions);
    case 'card':
      return card(deck, state, screen.card, actions);
  }
}

/**
 * @param {Deck} deck
 * @param {Actions} actions
 */
function start(deck, actions) {
  return make(
    'section.screen.screen--start',
    {},
    make('h1.big', { tabindex: -1 }, deck.title),
    make('p', {}, SAYS.invented),
    make('p', {}, SAYS.kind),
    make(
      'div.choices',
      {},
      make(
        'button.choice',
        { type: 'button', onclick: () => actions.begin('opener') },
        make('strong', {}, deck.opener.title),
        make('span', {}, SAYS.slides(deck.opener.slides.length)),
      ),
      Object.entries(deck.sessions).map(([id, { title, cards }]) =>
        make(
          'button.choice',
          { type: 'button', onclick: () => actions.begin(id) },
          make('strong', {}, title),
          make('span', {}, SAYS.stories(cards.length)),
        ),
      ),
      make(
        'button.choice',
        { type: 'button', onclick: () => actions.begin('all') },
        make('strong', {}, SAYS.all),
        make('span', {}, SAYS.stories(deck.cards.length)),
      ),
      make(
        'button.choice',
        { type: 'button', onclick: actions.live },
        make('strong', {}, SAYS.liveTitle),
        make('span', {}, SAYS.liveWords),
      ),
    ),
  );
}

/**
 * @param {Deck} deck
 * @param {number} page
 */
function agenda(deck, page) {
  const { title, first, lines } = deck.agenda[page];
  return make(
    'section.screen',
    {},
    make('p.over', {}, SAYS.agenda),
    make('h1', { tabindex: -1 }, title),
    make('ol.lines', { start: first }, lines.map((line) => make('li', {}, line))),
  );
}

/**
 * @param {Deck} deck
 * @param {Actions} actions
 */
function end(deck, actions) {
  const code = deck.code && make('div.code', { role: 'img', 'aria-label': SAYS.code });
  if (code) code.innerHTML = deck.code ?? '';
  return make(
    'section.screen.screen--end',
    {},
    make(
      'div',
      {},
      make('h1.big', { tabindex: -1 }, SAYS.thanks),
      make('p', {}, SAYS.remember),
      deck.danger && make('p.danger', {}, SAYS.danger(deck.danger.phone)),
      deck.address && make('p', {}, SAYS.find, make('strong.address', {}, deck.address)),
      make(
        'div.choices',
        {},
        make('button.choice', { type: 'button', onclick: actions.printed }, make('strong', {}, SAYS.print)),
        make('button.choice', { type: 'button', onclick: actions.again }, make('strong', {}, SAYS.again)),
      ),
    ),
    code,
  );
}

/**
 * @param {Deck} deck
 * @param {State} state
 * @param {Card} story
 * @param {Actions} actions
 */
function card(deck, state, story, actions) {
  const { name, from, to } = stepsOf({ kind: 'card', card: story })[state.step];
  if (name === 'warning') return warning(story, actions.skip);
  const parts = {
    post: () => post(deck, state, story, actions),
    answer: () => answer(deck, state, story),
    after: () => beforeAndAfter(deck, story),
    why: () => reasons(story.clauses.slice(from, to)),
    who: () => people(story.helpers.slice(from, to)),
    both: () =>
      story.urgent
        ? [people(story.helpers), reasons(story.clauses)]
        : [reasons(story.clauses), people(story.helpers)],
    discuss: () => [
      make('h2', {}, SAYS.discuss),
      make('ul.lines', {}, story.discuss.slice(from, to).map((line) => make('li', {}, line))),
    ],
  };
  return make(
    'section.screen',
    {},
    make('h1', { tabindex: -1 }, story.title),
    parts[/** @type {keyof parts} */ (name)](),
  );
}

/**
 * The post as it looks, and a show of hands.
 * @param {Deck} deck
 * @param {State} state
 * @param {Card} story
 * @param {Actions} actions
 */
function post(deck, state, story, actions) {
  const counts = countsOf(deck, state, story);
  return [
    drawPost(story.post),
    make('h2', {}, SAYS.what),
    make(
      'div.hands',
      {},
      deck.verdicts.map((verdict, index) => {
        const count = /** @type {HTMLInputElement} */ (
          make('input.hand__count', {
            type: 'number',
            min: 0,
            max: 999,
            inputmode: 'numeric',
            value: counts[index],
            'aria-label': SAYS.handsFor(verdict.title),
          })
        );
        count.addEventListener('change', () => actions.count(index, Number(count.value)));
        return make(
          `div.hand.is-${verdict.id}`,
          {},
          make(
            'button.hand__name',
            { type: 'button', onclick: () => actions.count(index, counts[index] + 1) },
            make('span.hand__key', {}, String(index + 1)),
            make('span', {}, verdict.title),
          ),
          make(
            'button.hand__less',
            {
              type: 'button',
              'aria-label': SAYS.less(verdict.title),
              onclick: () => actions.count(index, counts[index] - 1),
            },
            '−',
          ),
          count,
        );
      }),
    ),
  ];
}
