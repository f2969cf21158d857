// The result of a guide: every step that applies, the most pressing first, and whom to tell. In danger
// it is the same page as in the other wizards.

/** @import {Clause, Helpline, Walk, Wizard} from './types' */
/** @import {Actions, Extras} from './result.js' */
import { el, prose } from './parts.js';
import { channelCard, helplineCard, helplinesOf, section } from './cards.js';
import { cards, decide, frame, resultPage } from './result.js';

const GUIDE = { steps: 'Your steps', tell: 'Who to tell' };

/**
 * @param {Wizard} wizard
 * @param {Walk} walked
 * @param {Actions} actions
 * @param {Extras} extras
 */
export function guidePage(wizard, walked, actions, extras) {
  const { known } = walked;
  const { verdict, clauses, channels } = decide(wizard, known);
  if (verdict.id === 'help') return resultPage(wizard, walked, actions, extras);
  /** @type {Set<Helpline>} */
  const shown = new Set();
  const steps = clauses.map((clause) => step(wizard, clause, shown));
  const reader = channels.find(({ outside }) => !outside);
  return frame(
    wizard,
    walked,
    actions,
    section(GUIDE.steps, el('ol.wz-steps', {}, steps)),
    section(
      GUIDE.tell,
      cards(
        channels.map((channel) =>
          channelCard(
            wizard,
            channel,
            channel === reader && extras.message(wizard, known, channel),
            extras.about(channel),
          ),
        ),
      ),
    ),
  );
}

/**
 * One step, with the helplines that no step before it has shown.
 * @param {Wizard} wizard
 * @param {Clause} clause
 * @param {Set<Helpline>} shown
 */
function step(wizard, clause, shown) {
  const helplines = helplinesOf(wizard, [clause]).filter((helpline) => !shown.has(helpline));
  for (const helpline of helplines) shown.add(helpline);
  return el(
    'li.wz-step',
    {},
    el('h3.wz-subheading', {}, el('a', { href: wizard.root + clause.url }, clause.title)),
    prose(clause.text),
    prose(clause.instead),
    cards(helplines.map((helpline) => helplineCard(helpline, helpline.note))),
  );
}
