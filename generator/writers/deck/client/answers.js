// The school's answer, beside the room's, and what leads to it.

/** @import {Card, Deck, State} from './types' */
import { SAYS, make } from './words.js';
import { countsOf } from './state.js';

/**
 * The room's answer beside the school's.
 * @param {Deck} deck
 * @param {State} state
 * @param {Card} story
 */
export function answer(deck, state, story) {
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

/** @param {Card['clauses']} clauses */
export function reasons(clauses) {
  if (!clauses.length) return null;
  const lines = clauses.map(({ mark, title }) =>
    make('li', {}, make('span.tag', {}, mark), ' ', title),
  );
  return [make('h2', {}, SAYS.why), make('ul.lines.lines--plain', {}, lines)];
}

/** @param {Card['helpers']} helpers */
export function people(helpers) {
  if (!helpers.length) return null;
  const lines = helpers.map(({ title, line }) =>
    make('li', {}, title, line && make('span.line', {}, line)),
  );
  return [make('h2', {}, SAYS.who), make('ul.lines', {}, lines)];
}
