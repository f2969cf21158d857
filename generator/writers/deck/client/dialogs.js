// What opens over the screen: the commands, and the stories to choose from.

/** @import {Screen} from './types' */
import { SAYS, make } from './words.js';
import { MENU } from './keys.js';

/**
 * Offer every command.
 * @param {HTMLDialogElement} dialog
 * @param {(command: string) => void} act
 */
export function openMenu(dialog, act) {
  const items = MENU.map(([command, key, label]) =>
    item(dialog, () => act(command), make('span', {}, label), key && make('kbd', {}, key)),
  );
  fill(dialog, SAYS.menu, make('ul.menu__list', {}, items), make('p', {}, SAYS.handKeys));
}

/**
 * Offer every story of the session.
 * @param {HTMLDialogElement} dialog
 * @param {readonly Screen[]} screens
 * @param {(at: number) => void} go
 */
export function openStories(dialog, screens, go) {
  const items = screens.flatMap((screen, at) =>
    screen.kind === 'card' ? [item(dialog, () => go(at), screen.card.title)] : [],
  );
  fill(dialog, SAYS.all, make('ol.menu__list', {}, items));
}

/**
 * @param {HTMLDialogElement} dialog
 * @param {() => void} chosen
 * @param {...import('./words.js').Part} parts
 */
function item(dialog, chosen, ...parts) {
  const onclick = () => {
    dialog.close();
    chosen();
  };
  return make('li', {}, make('button.menu__item', { type: 'button', onclick }, ...parts));
}

/**
 * @param {HTMLDialogElement} dialog
 * @param {string} title
 * @param {...Node} parts
 */
function fill(dialog, title, ...parts) {
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
