// What else there is to know: about a person, a reason and a change. Only the site's pages say so
// much.

/** @import {Answers, Channel, Clause, Verdict, Wizard} from './types' */
import { el, prose } from './parts.js';
import { fold, helplineCard, helplinesOf, more, section } from './cards.js';
import { mendsOf } from './mends.js';
import { cards, titled } from './result.js';

const REASONS = {
  about: 'More about them',
  time: 'How long it takes',
  unsettled: 'If it is not settled',
  rule: 'Read this rule',
  online: 'Already posted?',
  report: 'How to report a post',
  before: 'Before:',
  after: 'After:',
  mends: 'What would change this',
  and: ', and ',
};

/**
 * What is known of somebody beside how to reach them.
 * @param {Channel} channel
 */
export function about({ contact = [], stage }) {
  /** @param {string} label @param {import('./parts.js').Child} [words] */
  const told = (label, words) => words && el('p.wz-small', {}, `${label}: `, words);
  return fold(
    REASONS.about,
    false,
    contact.map(
      ([label, line, href]) => !/^(tel|http)/.test(href ?? '') && told(label, softly(line)),
    ),
    told(REASONS.time, stage?.time),
    told(REASONS.unsettled, stage?.next),
  );
}

/**
 * A line in which an email address breaks only where a reader would.
 * @param {string} line
 */
export function softly(line) {
  const parts = line.includes('@') ? line.split(/(?=[@.])/) : [line];
  return parts.flatMap((part) => [el('wbr', {}), part]);
}

/**
 * A post before and after, drawn as on the page of its rule.
 * @param {Clause} clause
 */
function changed({ rewrite }) {
  /** @param {string} kind @param {string} label @param {string} post */
  const said = (kind, label, post) =>
    el(`div.example example--${kind}`, {}, el('strong', {}, label), el('q.post', {}, post));
  return (
    rewrite &&
    el(
      'div.examples',
      {},
      said('before', REASONS.before, rewrite[0]),
      said('fine', REASONS.after, rewrite[1]),
    )
  );
}

/**
 * One clause: its mark, its title, and folded in it why it is there and what to do instead.
 * @param {Wizard} wizard
 * @param {Clause} clause
 * @param {boolean} open
 */
export function reason(wizard, clause, open) {
  return fold(
    titled(wizard, clause),
    open,
    prose(clause.why),
    prose(clause.instead),
    changed(clause),
    prose(clause.caution),
    cards(helplinesOf(wizard, [clause]).map((helpline) => helplineCard(helpline, helpline.note))),
    more(wizard.root + clause.url, REASONS.rule),
  );
}

/**
 * What to do if it is online already, and what would change the verdict about a post.
 * @param {Wizard} wizard
 * @param {Answers} known
 * @param {Verdict} verdict
 */
export function further(wizard, known, { posted }) {
  return [
    posted &&
      fold(
        REASONS.online,
        false,
        el('p', {}, posted),
        more(wizard.links.report ?? '', REASONS.report),
      ),
    wizard.kind === 'verdict' && mendsPart(wizard, known),
  ];
}

/**
 * Good acts that surely help, each with the verdict after it.
 * @param {Wizard} wizard
 * @param {Answers} known
 */
function mendsPart(wizard, known) {
  const items = mendsOf(wizard, known).map(({ options, verdict }) => {
    const acts = options.map(([fact, option]) => wizard.facts[fact].options[option].mends ?? '');
    const [first, ...rest] = acts;
    const words = [first, ...rest.map((act) => act[0].toLowerCase() + act.slice(1))];
    return el(
      'li',
      {},
      `${words.join(REASONS.and)}: `,
      el('strong', {}, wizard.verdicts[verdict].title),
    );
  });
  return section(REASONS.mends, items.length > 0 && el('ul.wz-list', {}, items));
}
