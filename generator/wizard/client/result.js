// The result: the verdict in words, one person and how to reach them, and why. In danger: whom to
// call.

/** @import {Answers, Channel, Clause, Verdict, Walk, Wizard} from './types' */
/** @import {Child} from './parts.js' */
import { WORDS, el, icon } from './parts.js';
import { channelCard, fold, helplineCard, helplinesOf, more, pick, reach, section } from './cards.js';
import { evaluate, leadOf, named } from './engine.js';

/** The most services that are shown in danger. */
const SERVICES = 3;

/**
 * @typedef {object} Actions
 * @property {(fact: number) => void} change  go back to one question
 * @property {() => void} again  start again
 */

/**
 * What a page of the site has, and the stand-alone page has not.
 * @typedef {object} Extras
 * @property {(channel: Channel) => Child} about
 * @property {(wizard: Wizard, known: Answers, to: Channel) => Child} message
 * @property {(wizard: Wizard, clause: Clause, open: boolean) => Child} reason
 * @property {(wizard: Wizard, known: Answers, verdict: Verdict) => Child} further
 */

/**
 * A result page.
 * @typedef {(wizard: Wizard, walked: Walk, actions: Actions) => HTMLElement} Result
 */

/**
 * The verdict, and the clauses behind it: of all true rules, and of those that decide.
 * @param {Wizard} wizard
 * @param {Answers} known
 */
export function decide(wizard, known) {
  const { verdict, rules } = evaluate(wizard, known);
  const all = rules.map((index) => wizard.rules[index]).sort((a, b) => b.verdict - a.verdict);
  /** @param {typeof all} some */
  const clauses = (some) => pick(wizard.clauses, some.map(({ clause }) => clause));
  return {
    verdict: wizard.verdicts[verdict],
    clauses: clauses(all),
    winning: clauses(all.filter((rule) => rule.verdict === verdict)),
    channels: pick(wizard.channels, all.map(({ channel }) => channel)),
  };
}

/**
 * What every result has around its own parts: the verdict before them, the answers after them. In
 * danger the verdict says what to do and what not to do, and has a button that calls.
 * @param {Wizard} wizard
 * @param {Walk} walked
 * @param {Actions} actions
 * @param {...Child} children
 */
export function frame(wizard, { facts, known }, { change, again }, ...children) {
  const { verdict, winning } = decide(wizard, known);
  const { title, lead } = leadOf(wizard, known);
  const urgent = verdict.id === 'help';
  const { act, avoid } = (urgent && winning.find((clause) => clause.act)) || { act: lead };
  const [first] = urgent ? helplinesOf(wizard, winning) : [];
  const quiet = 'button.wz-button wz-button--quiet';
  return el(
    `div.wz-result wz-result--${verdict.id}`,
    {},
    el(
      'div.wz-verdict',
      {},
      icon(verdict.id),
      el('h1.wz-title', { tabindex: -1 }, title),
      el('p.wz-lead', {}, act),
      avoid && el('p.wz-lead', {}, avoid),
      first && reach(first, true),
      first && el('p.wz-small', {}, [first.title, first.hours].filter(Boolean).join('. ')),
    ),
    children,
    fold(WORDS.yours, false, answerList(wizard, facts, known, change)),
    el(
      'p.wz-actions',
      {},
      el(quiet, { type: 'button', onclick: again }, WORDS.again),
      !urgent && el(quiet, { type: 'button', onclick: () => print() }, WORDS.print),
    ),
  );
}

/**
 * The result of a wizard that stops at its verdict.
 * @param {Wizard} wizard
 * @param {Walk} walked
 * @param {Actions} actions
 * @param {Extras} [extras]
 */
export function resultPage(wizard, walked, actions, extras) {
  const { known } = walked;
  const { verdict, clauses, winning } = decide(wizard, known);
  const people = pick(wizard.channels, named(wizard, known));
  if (verdict.id === 'help') {
    const services = helplinesOf(wizard, winning).slice(1, SERVICES);
    return frame(
      wizard,
      walked,
      actions,
      section(WORDS.more, cards(services.map((helpline) => helplineCard(helpline)))),
      section(
        WORDS.who,
        cards(people.map((each) => channelCard(wizard, each, null, extras?.about(each)))),
      ),
    );
  }
  const reasons = wizard.clauses.filter((clause) => clauses.includes(clause));
  return frame(
    wizard,
    walked,
    actions,
    people.length > 0 && section(WORDS.who, person(wizard, known, people, extras)),
    reasons.length > 0 &&
      section(
        WORDS.why,
        reasons.map((clause, at) =>
          extras ? extras.reason(wizard, clause, !at) : el('p', {}, titled(wizard, clause)),
        ),
        more(wizard.links.code, WORDS.code),
      ),
    extras?.further(wizard, known, verdict),
  );
}

/** @param {Child[]} items */
export function cards(items) {
  return items.length > 0 && el('ul.wz-cards', {}, items);
}

/**
 * One person and how to reach them; others by name.
 * @param {Wizard} wizard
 * @param {Answers} known
 * @param {readonly Channel[]} people
 * @param {Extras} [extras]
 */
function person(wizard, known, [first, ...others], extras) {
  const write = extras?.message(wizard, known, first);
  return [
    cards([channelCard(wizard, first, write, extras?.about(first))]),
    others.length > 0 &&
      el(
        'p.wz-more',
        {},
        WORDS.orTo,
        others.map(({ title, url }) => el('a', { href: wizard.root + url }, title)),
      ),
  ];
}

/**
 * How strong a clause is, whose words it is, and its title.
 * @param {Wizard} wizard
 * @param {Clause} clause
 */
export function titled(wizard, { mark, title }) {
  return [el('span.wz-tag', {}, wizard.marks[mark]), ' ', title];
}

/**
 * What the parent said, each with a way to change it.
 * @param {Wizard} wizard
 * @param {number[]} facts
 * @param {Answers} known
 * @param {(fact: number) => void} change
 */
function answerList(wizard, facts, known, change) {
  const rows = facts.map((fact) => {
    const { ask, options } = wizard.facts[fact];
    const chosen = options.filter((_, index) => (known[fact] ?? 0) & (1 << index));
    return el(
      'div.wz-row',
      {},
      el('dt', {}, ask),
      el(
        'dd',
        {},
        chosen.map(({ label }) => el('span', {}, label)),
      ),
      el(
        'dd.wz-row-action',
        {},
        el(
          'button.wz-link',
          { type: 'button', onclick: () => change(fact) },
          WORDS.change,
          el('span.wz-unseen', {}, ` ${ask}`),
        ),
      ),
    );
  });
  return rows.length > 0 && el('dl.wz-answers', {}, rows);
}
