// Before the stories: the slides of the opener. Before a hard one: a warning and a way out.

/** @import {Card, Deck, Slide} from './types' */
import { SAYS, make } from './words.js';

/**
 * A slide of the opener; the last one shows where the pages are.
 * @param {Deck} deck
 * @param {Slide} shown
 */
export function slide(deck, shown) {
  const drawing = make('div.drawing', { 'aria-hidden': 'true' });
  drawing.innerHTML = shown.drawing;
  const last = shown === deck.opener.slides.at(-1);
  return make(
    'section.screen.screen--slide',
    {},
    drawing,
    make(
      'div.slide__words',
      {},
      make('h1.big', { tabindex: -1 }, shown.title),
      make('p.slide__line', {}, shown.words),
      last && deck.address && make('p', {}, SAYS.find, make('strong.address', {}, deck.address)),
    ),
  );
}

/**
 * What the room is told before a hard story.
 * @param {Card} story
 * @param {() => void} skip
 */
export function warning(story, skip) {
  return make(
    'section.screen',
    {},
    make('h1.big', { tabindex: -1 }, SAYS.hard),
    make('p.slide__line', {}, story.warning),
    make('p.slide__line', {}, SAYS.wayOut),
    make('p', {}, SAYS.cannot),
    make('p', {}, make('button.choice', { type: 'button', onclick: skip }, make('strong', {}, SAYS.skip))),
  );
}
