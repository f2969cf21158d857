// The result of a guide: every step that applies, the most pressing first, and whom to tell.

/** @import {Clause, Helpline, Walk, Wizard} from './types' */
/** @import {Actions} from './result.js' */
import { el, prose } from './parts.js';
import { channelCard, helplineCard, helplinesOf, section } from './cards.js';
import { cards, decide, frame } from './result.js';
import { messageTo } from './message.js';

const GUIDE = { steps: 'Your steps', tell: 'Who to tell' };

/**
 * @param {Wizard} wizard
 * @param {Walk} walked
 * @param {Actions} actions
 */
export function guidePage(wizard, walked, actions) {
  const { known } = walked;
  const { verdict, clauses, winning, channels } = decide(wizard, known);
  const urgent = verdict.id === 'help';
  /** @type {Set<Helpline>} */
  const shown = new Set(urgent ? helplinesOf(wizard, winning).slice(0, 1) : []);
  const steps = clauses.map((clause) => step(wizard, clause, shown));
  const reader = !urgent && channels.find(({ outside }) => !outside);
  return frame(
    wizard,
    walked,
    actions,
    section(GUIDE.steps, el('ol.wz-steps', {}, steps)),
    section(
      GUIDE.tell,
      cards(
        channels.map((channel) =>
          channelCard(wizard, channel, channel === reader && messageTo(wizard, known, channel)),
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
