// The result: the verdict in words, what to do now, why, and what would change it.

/** @import {Answers, Channel, Clause, Rule, Verdict, Walk, Wizard} from './types' */
import { WORDS, el, icon, prose } from './parts.js';
import { channelCard, helplineCard, more, pick, section, unique } from './cards.js';
import { evaluate, relevant } from './engine.js';

/**
 * @typedef {object} Actions
 * @property {(fact: number) => void} change  go back to one question
 * @property {() => void} complete  ask the questions that were left out
 * @property {() => void} again  start again
 */

/**
 * What a page of the site has, and the stand-alone page has not.
 * @typedef {object} Extras
 * @property {(wizard: Wizard, channels: Channel[]) => import('./parts.js').Child} [message]
 * @property {(wizard: Wizard, known: Answers) => import('./parts.js').Child} [milder]
 */

/**
 * A result page.
 * @typedef {(wizard: Wizard, walked: Walk, actions: Actions) => HTMLElement} Result
 */

/**
 * The verdict, and the rules behind it: all that are true, the most severe first.
 * @param {Wizard} wizard
 * @param {Answers} known
 */
export function decide(wizard, known) {
  const outcome = evaluate(wizard, known);
  const rules = outcome.rules.map((index) => wizard.rules[index]);
  rules.sort((a, b) => b.verdict - a.verdict);
  const winning = rules.filter((rule) => rule.verdict === outcome.verdict);
  return { verdict: wizard.verdicts[outcome.verdict], rules, winning };
}

/**
 * The clauses of some rules, each once.
 * @param {Wizard} wizard
 * @param {readonly Rule[]} rules
 */
export function clausesOf(wizard, rules) {
  return pick(
    wizard.clauses,
    rules.map((rule) => rule.clause),
  );
}

/**
 * The channels of some rules, each once.
 * @param {Wizard} wizard
 * @param {readonly Rule[]} rules
 */
export function channelsOf(wizard, rules) {
  return pick(
    wizard.channels,
    rules.map((rule) => rule.channel),
  );
}

/**
 * What every result has around its own parts: the verdict before them, the answers after them.
 * @param {Wizard} wizard
 * @param {Walk} walked
 * @param {Actions} actions
 * @param {Verdict} verdict
 * @param {...import('./parts.js').Child} children
 */
export function frame(wizard, { facts, known }, { change, again }, verdict, ...children) {
  const quiet = 'button.wz-button wz-button--quiet';
  return el(
    `div.wz-result wz-result--${verdict.id}`,
    {},
    el(
      'div.wz-verdict',
      {},
      icon(verdict.id),
      el('p.wz-kicker', {}, wizard.title),
      el('h1.wz-title', { tabindex: -1 }, verdict.title),
      el('p.wz-lead', {}, verdict.lead),
    ),
    children,
    section(WORDS.yours, answerList(wizard, facts, known, change)),
    el(
      'p.wz-actions',
      {},
      el(quiet, { type: 'button', onclick: again }, WORDS.again),
      el(quiet, { type: 'button', onclick: () => print() }, WORDS.print),
    ),
  );
}

/**
 * The result of a wizard that stops at its verdict.
 * @param {Wizard} wizard
 * @param {Walk} walked
 * @param {Actions} actions
 * @param {Extras} extras
 */
export function resultPage(wizard, walked, actions, extras = {}) {
  const { known } = walked;
  const { verdict, rules, winning } = decide(wizard, known);
  const clauses = clausesOf(wizard, winning);
  const also = clausesOf(wizard, rules).filter((clause) => !clauses.includes(clause));
  const channels = channelsOf(wizard, winning);
  const helplines = pick(
    wizard.helplines,
    [...clauses, ...also].flatMap((clause) => clause.helplines ?? []),
  );
  const urgent = verdict.id === 'help';
  const post = wizard.kind === 'verdict';
  const { talk, code, report } = wizard.links;
  const numbers = helplines.length > 0 && el('ul.wz-cards', {}, helplines.map(helplineCard));

  return frame(
    wizard,
    walked,
    actions,
    verdict,
    section(
      verdict.next,
      urgent && numbers,
      channelList(wizard, channels),
      unique(clauses.map((clause) => clause.instead)).map(prose),
      channels.length > 0 && more(talk, WORDS.talk),
    ),
    urgent ? postedSection(verdict.posted, report) : extras.message?.(wizard, channels),
    section(
      WORDS.why,
      clauses.length > 0 &&
        el(
          'ul.wz-reasons',
          {},
          clauses.map((clause) => reason(wizard, clause, false)),
        ),
      also.length > 0 && [
        el('h3.wz-subheading', {}, WORDS.also),
        el(
          'ul.wz-reasons',
          {},
          also.map((clause) => reason(wizard, clause, true)),
        ),
      ],
      clauses.length + also.length > 0 && more(code, WORDS.code),
    ),
    post && extras.milder?.(wizard, known),
    !urgent && postedSection(verdict.posted, report),
    !urgent && section(WORDS.who, numbers),
    post && section(WORDS.notAsked, leftOut(wizard, known, actions.complete)),
  );
}

/**
 * @param {Wizard} wizard
 * @param {readonly Channel[]} channels
 */
export function channelList(wizard, channels) {
  return (
    channels.length > 0 &&
    el(
      'ul.wz-cards',
      {},
      channels.map((channel) => channelCard(wizard, channel)),
    )
  );
}

/**
 * @param {string | null | undefined} posted
 * @param {string} report
 */
function postedSection(posted, report) {
  return posted && section(WORDS.online, el('p', {}, posted), more(report, WORDS.report));
}

/**
 * One clause: what it rests on, its title, why it is there.
 * @param {Wizard} wizard
 * @param {Clause} clause
 * @param {boolean} withInstead  whether its `instead` is not already said above
 */
function reason(wizard, clause, withInstead) {
  return el(
    'li.wz-reason',
    {},
    el('p.wz-tag', {}, wizard.basis[clause.basis] ?? clause.basis),
    el('h3.wz-subheading', {}, el('a', { href: wizard.root + clause.url }, clause.title)),
    prose(clause.why),
    prose(clause.caution),
    withInstead && prose(clause.instead),
  );
}

/**
 * The questions that could not change the verdict, and the way to answer them too.
 * @param {Wizard} wizard
 * @param {Answers} known
 * @param {() => void} complete
 */
function leftOut(wizard, known, complete) {
  const open = relevant(wizard, known, 'complete');
  if (!open.length) return null;
  return [
    el('p', {}, WORDS.notAskedWhy),
    el(
      'ul.wz-list',
      {},
      open.map((fact) => el('li', {}, wizard.facts[fact].ask)),
    ),
    el('button.wz-button wz-button--quiet', { type: 'button', onclick: complete }, WORDS.complete),
  ];
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
        chosen.map((option) => el('span', {}, option.label)),
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
