// What every kind of result is put together from: sections, folded parts, people and helplines.

/** @import {Channel, Clause, Helpline, Wizard} from './types' */
/** @import {Child} from './parts.js' */
import { WORDS, el, prose } from './parts.js';

/**
 * The items at these indexes, each once, in the order of the indexes.
 * @template T
 * @param {readonly T[]} items
 * @param {readonly (number | undefined)[]} indexes
 */
export function pick(items, indexes) {
  const found = new Set(indexes.map((index) => items[index ?? -1]));
  return /** @type {NonNullable<T>[]} */ ([...found].filter(Boolean));
}

/**
 * A part of the result with its heading; nothing if it would be empty.
 * @param {string} heading
 * @param {...Child} children
 */
export function section(heading, ...children) {
  const there = children.flat().filter(Boolean);
  return there.length > 0 && el('section.wz-section', {}, el('h2.wz-heading', {}, heading), there);
}

/**
 * A part that is folded up; nothing if it would be empty.
 * @param {Child} heading
 * @param {boolean} open
 * @param {...Child} children
 */
export function fold(heading, open, ...children) {
  const there = children.flat().filter(Boolean);
  return (
    there.length > 0 &&
    el('details.wz-fold', { open }, el('summary', {}, heading), there)
  );
}

/**
 * @param {string} href
 * @param {string} text
 */
export function more(href, text) {
  return el('p.wz-more', {}, el('a', { href }, text));
}

/** @param {string} number */
const digits = (number) => number.replace(/[^\d+]/g, '');

/**
 * The services that can be reached by what is known of them.
 * @param {Wizard} wizard
 * @param {readonly Clause[]} clauses
 */
export function helplinesOf(wizard, clauses) {
  return pick(
    wizard.helplines,
    clauses.flatMap(({ helplines = [] }) => helplines),
  ).filter(({ phone, textNumber, web }) => phone || textNumber || web);
}

/**
 * The one way to reach a service: a number to call or to text, or its page.
 * @param {Helpline} helpline
 * @param {boolean} [main]
 */
export function reach({ title, phone, textNumber, web }, main) {
  const [href, text] = phone
    ? [`tel:${digits(phone)}`, `${WORDS.phone} ${phone}`]
    : textNumber
      ? [`sms:${digits(textNumber)}`, `${WORDS.text} ${textNumber}`]
      : [web, `${WORDS.visit} ${title}`];
  return el(`a.wz-button ${main ? 'wz-button--main' : 'wz-button--quiet'}`, { href }, text);
}

/**
 * @param {Helpline} helpline
 * @param {string} [note]  what else there is to know about it
 */
export function helplineCard(helpline, note) {
  const { title, text, hours } = helpline;
  return el(
    'li.wz-card',
    {},
    el('h3.wz-subheading', {}, title),
    prose(text),
    el('p.wz-actions', {}, reach(helpline)),
    [hours, note].map((line) => line && el('p.wz-small', {}, line)),
  );
}

/**
 * Somebody to talk to: who it is, one line about them, and how to reach them.
 * @param {Wizard} wizard
 * @param {Channel} channel
 * @param {Child} [write]  a message to them
 * @param {Child} [about]  what else is known of them
 */
export function channelCard(wizard, channel, write, about) {
  const { title, text, url, contact = [], answers, outside, origin } = channel;
  const tag = outside ? WORDS.outside : origin;
  const href = wizard.root + url;
  const ways = contact.filter(([, , address]) => address);
  return el(
    'li.wz-card',
    {},
    tag && el('p.wz-tag', {}, tag),
    el('h3.wz-subheading', {}, el('a', { href }, title)),
    outside ? prose(text) : !ways.length && el('p', {}, WORDS.unlisted),
    answers && el('p.wz-small', {}, `${WORDS.answers}: ${answers}`),
    write,
    el(
      'p.wz-actions',
      {},
      ways.map(([, line, address], at) =>
        el(
          `a.wz-button${at || write ? ' wz-button--quiet' : ''}`,
          { href: address },
          wayIn(line, address ?? ''),
        ),
      ),
      !ways.length && !write && el('a.wz-button wz-button--quiet', { href }, WORDS.reach),
    ),
    about,
  );
}

/**
 * What the button of a contact says.
 * @param {string} line
 * @param {string} address
 */
function wayIn(line, address) {
  if (/^tel:/.test(address)) return `${WORDS.phone} ${line}`;
  return /^mailto:/.test(address) ? WORDS.email : WORDS.page;
}
