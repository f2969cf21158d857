// The result of a guide: every step that applies, the most pressing first, and whom to tell.

/** @import {Clause, Helpline, Walk, Wizard} from './types' */
/** @import {Actions} from './result.js' */
import { el, prose } from './parts.js';
import { helplineCard, pick, section } from './cards.js';
import { channelList, channelsOf, clausesOf, decide, frame } from './result.js';
import { messageSection } from './message.js';

/**
 * @param {Wizard} wizard
 * @param {Walk} walked
 * @param {Actions} actions
 */
export function guidePage(wizard, walked, actions) {
  const { verdict, rules } = decide(wizard, walked.known);
  const channels = channelsOf(wizard, rules);
  /** @type {Set<Helpline>} */
  const shown = new Set();
  const urgent = verdict.id === 'help';
  const steps = clausesOf(wizard, rules).map((clause) => step(wizard, clause, shown, urgent));
  return frame(
    wizard,
    walked,
    actions,
    verdict,
    section(verdict.next, el('ol.wz-steps', {}, steps)),
    section('Who to tell', channelList(wizard, channels)),
    !urgent && messageSection(wizard, channels),
  );
}

/**
 * One step, with the helplines that no step before it has shown: after its words, or before them
 * where there is danger.
 * @param {Wizard} wizard
 * @param {Clause} clause
 * @param {Set<Helpline>} shown
 * @param {boolean} urgent
 */
function step(wizard, clause, shown, urgent) {
  const helplines = pick(wizard.helplines, clause.helplines ?? []).filter(
    (helpline) => !shown.has(helpline),
  );
  for (const helpline of helplines) shown.add(helpline);
  const numbers = helplines.length > 0 && el('ul.wz-cards', {}, helplines.map(helplineCard));
  return el(
    'li.wz-step',
    {},
    el('h3.wz-subheading', {}, el('a', { href: wizard.root + clause.url }, clause.title)),
    urgent && numbers,
    prose(clause.text),
    prose(clause.instead),
    !urgent && numbers,
  );
}
