// What is printed: the counts of a session.

/** @import {Card, Deck, State} from './types' */
import { SAYS, make } from './words.js';
import { countsOf } from './state.js';

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
