// What every kind of result is put together from: sections, people and helplines.

/** @import {Channel, Helpline, Wizard} from './types' */
import { WORDS, el, prose } from './parts.js';

/**
 * The items at these indexes, each once, in the order of the indexes.
 * @template T
 * @param {readonly T[]} items
 * @param {readonly (number | null | undefined)[]} indexes
 */
export function pick(items, indexes) {
  return unique(indexes.map((index) => items[index ?? -1]));
}

/**
 * The values that are there, each once.
 * @template T
 * @param {readonly T[]} values
 */
export function unique(values) {
  return /** @type {NonNullable<T>[]} */ ([...new Set(values)].filter(Boolean));
}

/**
 * A part of the result with its heading; nothing if it would be empty.
 * @param {string} heading
 * @param {...import('./parts.js').Child} children
 */
export function section(heading, ...children) {
  const there = children.flat().filter(Boolean);
  return there.length > 0 && el('section.wz-section', {}, el('h2.wz-heading', {}, heading), there);
}

/**
 * @param {string} href
 * @param {string} text
 */
export function more(href, text) {
  return el('p.wz-more', {}, el('a', { href }, text));
}

/** @param {Helpline} helpline */
export function helplineCard({ title, text, phone, textNumber, web, hours, note }) {
  const digits = (/** @type {string} */ number) => number.replace(/[^\d+]/g, '');
  return el(
    'li.wz-card',
    {},
    el('h3.wz-subheading', {}, title),
    prose(text),
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
export function channelCard(wizard, channel) {
  const { title, text, url, contact, answers, stage, outside, unlisted } = channel;
  const told = answers ?? stage?.time ?? (!outside && WORDS.noTime);
  return el(
    'li.wz-card',
    {},
    outside && el('p.wz-tag', {}, WORDS.outside),
    el('h3.wz-subheading', {}, el('a', { href: wizard.root + url }, title)),
    prose(text),
    el(
      'dl.wz-contact',
      {},
      (contact ?? []).map(([label, line, href]) =>
        term(label, href ? el('a', { href }, line) : line),
      ),
      told && term(WORDS.answers, told),
      stage && [
        term(WORDS.stage, stage.title),
        stage.time !== told && term(WORDS.time, stage.time),
        term(WORDS.unsettled, stage.next),
      ],
    ),
    unlisted && el('p.wz-small', {}, WORDS.unlisted),
  );
}

/**
 * @param {string} label
 * @param {import('./parts.js').Child} words
 */
function term(label, words) {
  return words && el('div', {}, el('dt', {}, label), el('dd', {}, words));
}
