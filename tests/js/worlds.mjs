// Small made-up wizards for the engine's tests, and a plain, slow reading of what the engine means.

import { next, values } from '../../generator/wizard/client/engine.js';

/** A fact with so many options; for `many` the last one is "none". */
export function fact(kind, options) {
  const id = `${kind}${options}`;
  return {
    id,
    kind,
    ask: `${id}?`,
    error: 'Choose',
    options: Array.from({ length: options }, (_, i) => ({ label: `option ${i}`, words: `${i}` })),
  };
}

/** A wizard with four verdicts; a rule is [condition, verdict]. */
export function wizardOf(facts, rules, more = {}) {
  return {
    facts,
    rules: rules.map(([when, verdict]) => ({ when, verdict, clause: 0, channel: null })),
    verdicts: ['ok', 'change', 'stop', 'help'].map((id) => ({ id, title: id, lead: '', next: '' })),
    otherwise: 0,
    ...more,
  };
}

/** Random numbers that are the same on every run (mulberry32). */
export function dice(seed) {
  return (below) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/** A random wizard, small enough to try every situation. */
export function randomWizard(seed) {
  const roll = dice(seed);
  const facts = Array.from({ length: 2 + roll(4) }, () =>
    fact(roll(3) ? 'one' : 'many', 2 + roll(2)),
  );
  const condition = (depth) => {
    const kind = depth ? roll(6) : 5;
    const parts = () => Array.from({ length: 1 + roll(3) }, () => condition(depth - 1));
    if (kind === 0) return { not: condition(depth - 1) };
    if (kind === 1) return { any: parts() };
    if (kind < 4) return { all: parts() };
    const index = roll(facts.length);
    return [index, 1 + roll((1 << facts[index].options.length) - 1)];
  };
  const rules = Array.from({ length: 1 + roll(5) }, () => [condition(2), roll(4)]);
  return wizardOf(facts, rules, { fixed: roll(2) ? [roll(facts.length)] : undefined });
}

/** Kleene's three values, written as a table would have it. */
export function plainTruth(when, answers) {
  if (Array.isArray(when)) {
    return answers[when[0]] === undefined ? undefined : (answers[when[0]] & when[1]) !== 0;
  }
  if (when.not) {
    const value = plainTruth(when.not, answers);
    return value === undefined ? undefined : !value;
  }
  const values = (when.all ?? when.any).map((part) => plainTruth(part, answers));
  const decisive = Boolean(when.any);
  if (values.includes(decisive)) return decisive;
  return values.includes(undefined) ? undefined : !decisive;
}

/** The answers with one more. */
export function answered(answers, index, value) {
  const more = answers.slice();
  more[index] = value;
  return more;
}

/** The most questions that can come: try every answer to every question. */
export function plainRemaining(wizard, answers, mode) {
  const ask = next(wizard, answers, mode);
  if (ask === null) return 0;
  const runs = values(wizard.facts[ask]).map((value) =>
    plainRemaining(wizard, answered(answers, ask, value), mode),
  );
  return 1 + Math.max(...runs);
}

/** Every full set of answers. */
export function situations(wizard, answers = []) {
  if (answers.length === wizard.facts.length) return [answers];
  return values(wizard.facts[answers.length]).flatMap((value) =>
    situations(wizard, [...answers, value]),
  );
}
