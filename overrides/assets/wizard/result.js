// The result: the verdict in words, what to do now, why, and what would change it.

/** @import {Answers, Channel, Clause, Helpline, Mode, Walk, Wizard} from './types' */
import { WORDS, el, icon, prose } from './parts.js';
import { evaluate, milder, relevant } from './engine.js';

/**
 * @typedef {object} Actions
 * @property {(fact: number) => void} change  go back to one question
 * @property {() => void} complete  ask the questions that were left out
 * @property {() => void} again  start again
 */

/**
 * The whole result page.
 * @param {Wizard} wizard
 * @param {Walk} walked
 * @param {Actions} actions
 */
export function resultPage(wizard, walked, actions) {
  const { known, facts } = walked;
  const outcome = evaluate(wizard, known);
  const verdict = wizard.verdicts[outcome.verdict];
  const rules = outcome.rules
    .map((index) => wizard.rules[index])
    .sort((a, b) => b.verdict - a.verdict);
  const winning = rules.filter((rule) => rule.verdict === outcome.verdict);
  const clauses = pick(
    wizard.clauses,
    winning.map((rule) => rule.clause),
  );
  const also = pick(
    wizard.clauses,
    rules.map((rule) => rule.clause),
  ).filter((clause) => !clauses.includes(clause));
  const channels = pick(
    wizard.channels,
    winning.map((rule) => rule.channel),
  );
  const helplines = pick(
    wizard.helplines,
    [...clauses, ...also].flatMap((clause) => clause.helplines ?? []),
  );
  const urgent = verdict.id === 'help';
  const { talk, code, report } = wizard.links ?? {};
  const numbers = helplines.length > 0 && el('ul.wz-cards', {}, helplines.map(helplineCard));

  return el(
    `div.wz-result wz-result--${verdict.id}`,
    {},
    el('p.wz-paper', {}, `${wizard.school}. ${WORDS.printed} `, el('span.wz-date', {})),
    el(
      'div.wz-verdict',
      {},
      icon(verdict.id),
      el('p.wz-kicker', {}, wizard.title),
      el('h1.wz-title', { tabindex: -1 }, verdict.title),
      el('p.wz-lead', {}, verdict.lead),
    ),
    section(
      verdict.next,
      urgent && numbers,
      channels.length > 0 &&
        el(
          'ul.wz-cards',
          {},
          channels.map((channel) => channelCard(wizard, channel)),
        ),
      unique(clauses.map((clause) => clause.instead)).map(prose),
      channels.length > 0 && talk && more(talk, WORDS.talk),
    ),
    urgent && postedSection(verdict.posted, report),
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
      clauses.length + also.length > 0 && code && more(code, WORDS.code),
    ),
    section(WORDS.milder, milderList(wizard, known)),
    !urgent && postedSection(verdict.posted, report),
    !urgent && section(WORDS.who, numbers),
    section(WORDS.notAsked, leftOut(wizard, known, actions.complete)),
    section(WORDS.yours, answerList(wizard, facts, known, actions.change)),
    el(
      'p.wz-actions',
      {},
      el(
        'button.wz-button wz-button--quiet',
        { type: 'button', onclick: actions.again },
        WORDS.again,
      ),
      el(
        'button.wz-button wz-button--quiet',
        { type: 'button', onclick: () => print() },
        WORDS.print,
      ),
    ),
  );
}

/**
 * The items at these indexes, each once, in the order of the indexes.
 * @template T
 * @param {readonly T[]} items
 * @param {readonly (number | null | undefined)[]} indexes
 */
function pick(items, indexes) {
  return unique(indexes.map((index) => items[index ?? -1]));
}

/**
 * The values that are there, each once.
 * @template T
 * @param {readonly T[]} values
 */
function unique(values) {
  return /** @type {NonNullable<T>[]} */ ([...new Set(values)].filter(Boolean));
}

/**
 * A part of the result with its heading; nothing if it would be empty.
 * @param {string} heading
 * @param {...import('./parts.js').Child} children
 */
function section(heading, ...children) {
  const there = children.flat().filter(Boolean);
  return there.length > 0 && el('section.wz-section', {}, el('h2.wz-heading', {}, heading), there);
}

/**
 * @param {string} href
 * @param {string} text
 */
function more(href, text) {
  return el('p.wz-more', {}, el('a', { href }, text));
}

/**
 * @param {string | null | undefined} posted
 * @param {string | undefined} report
 */
function postedSection(posted, report) {
  return posted && section(WORDS.online, el('p', {}, posted), report && more(report, WORDS.report));
}

/** @param {Helpline} helpline */
function helplineCard({ title, text, phone, textNumber, web, hours, note }) {
  const digits = (/** @type {string} */ number) => number.replace(/[^\d+]/g, '');
  return el(
    'li.wz-card',
    {},
    el('h3.wz-subheading', {}, title),
    el('p', {}, text),
    (phone || textNumber || web) &&
      el(
        'p.wz-calls',
        {},
        phone && el('a.wz-call', { href: `tel:${digits(phone)}` }, `${WORDS.phone} ${phone}`),
        textNumber &&
          el('a.wz-call', { href: `sms:${digits(textNumber)}` }, `${WORDS.text} ${textNumber}`),
        web && el('a', { href: web }, new URL(web).hostname.replace('www.', '')),
      ),
    unique([hours, note]).map((line) => el('p.wz-small', {}, line)),
  );
}

/**
 * @param {Wizard} wizard
 * @param {Channel} channel
 */
function channelCard(wizard, channel) {
  return el(
    'li.wz-card',
    {},
    el('h3.wz-subheading', {}, el('a', { href: wizard.root + channel.url }, channel.title)),
    el('p', {}, channel.text),
    channel.contact &&
      el(
        'dl.wz-contact',
        {},
        channel.contact.map(([label, text, href]) =>
          el('div', {}, el('dt', {}, label), el('dd', {}, href ? el('a', { href }, text) : text)),
        ),
      ),
    channel.answers && el('p.wz-small', {}, `${WORDS.answers}: ${channel.answers}`),
  );
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
 * The smallest changes that would help, each with its verdict.
 * @param {Wizard} wizard
 * @param {Answers} known
 */
function milderList(wizard, known) {
  const suggestions = milder(wizard, known);
  if (!suggestions.length) return null;
  const items = suggestions.map(({ changes, verdict, sure }) => {
    const words = changes.map(({ fact, from, to }) => {
      const { options } = wizard.facts[fact];
      const at = 31 - Math.clz32(to);
      if (to & ~from) return WORDS.when(options[at].words);
      return options
        .filter((_, index) => from & ~to & (1 << index))
        .map((option) => WORDS.without(option.label));
    });
    const [first, ...rest] = words.flat();
    const all = [first, ...rest.map((word) => word[0].toLowerCase() + word.slice(1))];
    return el(
      'li',
      {},
      `${all.join(WORDS.and)}: `,
      !sure && WORDS.maybe,
      el('strong', {}, wizard.verdicts[verdict].title),
    );
  });
  return [
    el('ul.wz-list', {}, items),
    suggestions.some(({ sure }) => !sure) && el('p.wz-small', {}, WORDS.maybeWhy),
  ];
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
