// What the room sees: one screen at a time.

/** @import {Card, Deck, Screen, State} from './types' */
import { SAYS, make } from './words.js';
import { countsOf, stepsOf } from './state.js';

/**
 * @typedef {object} Actions
 * @property {(session: string) => void} begin
 * @property {(verdict: number, hands: number) => void} count
 * @property {() => void} live
 * @property {() => void} again
 * @property {() => void} printed
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
    make('p.over', {}, deck.school),
    make('h1.big', { tabindex: -1 }, deck.title),
    make('p', {}, SAYS.invented),
    make('p', {}, SAYS.kind),
    make(
      'div.choices',
      {},
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
  const parts = {
    post: () => post(deck, state, story, actions),
    answer: () => answer(deck, state, story),
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

/** @param {Card['clauses']} clauses */
function reasons(clauses) {
  if (!clauses.length) return null;
  const lines = clauses.map(({ mark, title }) =>
    make('li', {}, make('span.tag', {}, mark), ' ', title),
  );
  return [make('h2', {}, SAYS.why), make('ul.lines.lines--plain', {}, lines)];
}

/** @param {Card['helpers']} helpers */
function people(helpers) {
  if (!helpers.length) return null;
  const lines = helpers.map(({ title, line }) =>
    make('li', {}, title, line && make('span.line', {}, line)),
  );
  return [make('h2', {}, SAYS.who), make('ul.lines', {}, lines)];
}

/**
 * The post as it would look, and a show of hands.
 * @param {Deck} deck
 * @param {State} state
 * @param {Card} story
 * @param {Actions} actions
 */
function post(deck, state, story, actions) {
  const words = make('div.bubble__words', {});
  words.innerHTML = story.post;
  const counts = countsOf(deck, state, story);
  return [
    make(
      'figure.bubble',
      {},
      make('figcaption', {}, make('span.tag', {}, SAYS.story), ' ', story.where),
      words,
    ),
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

/**
 * The room's answer beside the school's.
 * @param {Deck} deck
 * @param {State} state
 * @param {Card} story
 */
function answer(deck, state, story) {
  const counts = countsOf(deck, state, story);
  const all = counts.reduce((sum, hands) => sum + hands, 0);
  const right = deck.verdicts[story.verdict];
  return [
    make(
      `div.verdict.is-${right.id}`,
      {},
      make('p', {}, SAYS.school),
      make('p.verdict__title', {}, right.title),
      make('p', {}, story.lead),
    ),
    make('h2', {}, all ? SAYS.room(all) : SAYS.noCount),
    all > 0 &&
      make(
        'ul.bars',
        {},
        deck.verdicts.map((verdict, index) => {
          const bar = make('span.bar__fill', {});
          bar.style.inlineSize = `${(counts[index] / all) * 100}%`;
          return make(
            `li.bar.is-${verdict.id}`,
            {},
            make('span.bar__name', {}, verdict.title, index === story.verdict && SAYS.mark),
            make('span.bar__track', {}, bar),
            make('span.bar__count', {}, String(counts[index])),
          );
        }),
      ),
  ];
}

/**
 * The sheet that is printed: the counts of every story, and no names.
 * @param {Deck} deck
 * @param {State} state
 * @param {readonly Card[]} cards
 */
export function sheet(deck, state, cards) {
  return [
    make('h1', {}, SAYS.sheet(deck.school)),
    make('p', {}, SAYS.sheetLead),
    make('p.blanks', {}, SAYS.blanks.map((blank) => make('span', {}, `${blank}:`))),
    make(
      'table',
      {},
      make(
        'thead',
        {},
        make(
          'tr',
          {},
          make('th', { scope: 'col' }, SAYS.storyColumn),
          deck.verdicts.map((verdict) => make('th', { scope: 'col' }, verdict.title)),
          make('th', { scope: 'col' }, SAYS.school),
        ),
      ),
      make(
        'tbody',
        {},
        cards.map((story) =>
          make(
            'tr',
            {},
            make('th', { scope: 'row' }, story.title),
            countsOf(deck, state, story).map((hands) => make('td', {}, hands ? String(hands) : '')),
            make('td', {}, deck.verdicts[story.verdict].title),
          ),
        ),
      ),
    ),
  ];
}
