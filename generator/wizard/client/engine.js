// What the answers mean. Pure functions: no page, no storage, no clock.
// The meaning is that of generator/wizard/evaluate.py; the tests compare the two.

/** @import {Answers, Condition, Fact, Mode, Outcome, Walk, Wizard} from './types' */

/**
 * The part of a condition that the answers leave open, or its value if they decide it.
 * @param {Condition} when
 * @param {Answers} answers
 * @returns {Condition | boolean}
 */
function residual(when, answers) {
  if ('not' in when) {
    const part = residual(when.not, answers);
    return typeof part === 'boolean' ? !part : { not: part };
  }
  if ('all' in when || 'any' in when) {
    const all = 'all' in when;
    const open = [];
    for (const part of all ? when.all : when.any) {
      const left = residual(part, answers);
      if (left === !all) return left; // one false part decides "all", one true part "any"
      if (typeof left !== 'boolean') open.push(left);
    }
    if (open.length < 2) return open[0] ?? all;
    return all ? { all: open } : { any: open };
  }
  const answer = answers[when[0]];
  return answer === undefined ? when : (answer & when[1]) !== 0;
}

/**
 * Whether a condition holds: true, false, or undefined while the answers leave it open.
 * @param {Condition} when
 * @param {Answers} answers
 */
export function truth(when, answers) {
  const left = residual(when, answers);
  return typeof left === 'boolean' ? left : undefined;
}

/**
 * The verdict so far (the most severe of the true rules), and the state of each rule.
 * @param {Wizard} wizard
 * @param {Answers} answers
 * @returns {Outcome}
 */
export function evaluate(wizard, answers) {
  /** @type {number[]} */
  const rules = [];
  /** @type {number[]} */
  const undecided = [];
  wizard.rules.forEach((rule, index) => {
    const value = truth(rule.when, answers);
    if (value !== false) (value ? rules : undecided).push(index);
  });
  const verdicts = rules.map((index) => wizard.rules[index].verdict);
  return { verdict: Math.max(wizard.otherwise, ...verdicts), rules, undecided };
}

/**
 * @typedef {{when: Condition, verdict: number}} Open
 * What is left of a rule whose outcome could still matter.
 */

/**
 * What the answers leave open of the rules that could still matter in this mode.
 * @param {readonly Open[]} rules
 * @param {Answers} answers
 * @param {Mode} mode
 * @param {number} verdict  the verdict where no rule is true
 * @returns {Open[]}
 */
function openRules(rules, answers, mode, verdict) {
  /** @type {Open[]} */
  const open = [];
  for (const rule of rules) {
    const when = residual(rule.when, answers);
    if (when === true) verdict = Math.max(verdict, rule.verdict);
    else if (when) open.push({ when, verdict: rule.verdict });
  }
  return mode === 'complete' ? open : open.filter((rule) => rule.verdict > verdict);
}

/**
 * The tests inside a condition, each a fact and a mask.
 * @param {Condition} when
 * @returns {(readonly [number, number])[]}
 */
function testsOf(when) {
  if ('not' in when) return testsOf(when.not);
  if ('all' in when) return when.all.flatMap(testsOf);
  return 'any' in when ? when.any.flatMap(testsOf) : [when];
}

/**
 * The facts that could still matter, in the order of their questions.
 * @param {Wizard} wizard
 * @param {Answers} answers
 * @param {Mode} mode
 */
export function relevant(wizard, answers, mode) {
  return factsOf(openRules(wizard.rules, answers, mode, wizard.otherwise));
}

/**
 * The facts that some conditions test, in the order of their questions.
 * @param {readonly {when: Condition}[]} open
 */
export function factsOf(open) {
  const facts = open.flatMap((rule) => testsOf(rule.when).map(([fact]) => fact));
  return [...new Set(facts)].sort((a, b) => a - b);
}

/**
 * The next fact to ask for, or null when nothing more can matter.
 * @param {Wizard} wizard
 * @param {Answers} answers
 * @param {Mode} mode
 */
export function next(wizard, answers, mode) {
  return relevant(wizard, answers, mode)[0] ?? null;
}

/**
 * Follow the questions as they are asked. Complete mode goes on from where verdict mode stops,
 * except in a guide, which knows no other mode.
 * An answer to a question that is not on the path does not count.
 * @param {Wizard} wizard
 * @param {Answers} answers
 * @param {Mode} mode
 * @returns {Walk}
 */
export function walk(wizard, answers, mode) {
  /** @type {number[]} */
  const facts = [];
  /** @type {Answers} */
  const known = [];
  /** @type {Mode[]} */
  const modes = mode === 'complete' && wizard.kind !== 'guide' ? ['verdict', mode] : [mode];
  for (const each of modes) {
    for (let ask = next(wizard, known, each); ask !== null; ask = next(wizard, known, each)) {
      if (answers[ask] === undefined) return { facts, known, next: ask };
      known[ask] = answers[ask];
      facts.push(ask);
    }
  }
  return { facts, known, next: null };
}

/**
 * The facts on the path whose answers count, in the order they are asked.
 * @param {Wizard} wizard
 * @param {Answers} answers
 * @param {Mode} mode
 */
export function path(wizard, answers, mode) {
  return walk(wizard, answers, mode).facts;
}

/**
 * Every answer that a fact can have.
 * @param {Fact} fact
 * @returns {number[]}
 */
export function values(fact) {
  const last = fact.options.length - 1;
  if (fact.kind === 'one') return fact.options.map((_, index) => 1 << index);
  return Array.from({ length: 1 << last }, (_, boxes) => boxes || 1 << last);
}

/** @type {WeakMap<Wizard, Map<string, number>>} */
const memos = new WeakMap();

/**
 * The most questions that can still come, over all possible answers. Exact.
 * @param {Wizard} wizard
 * @param {Answers} answers
 * @param {Mode} mode
 */
export function remaining(wizard, answers, mode) {
  const memo = memos.get(wizard) ?? new Map();
  memos.set(wizard, memo);
  return longest(wizard, openRules(wizard.rules, answers, mode, wizard.otherwise), mode, memo);
}

/**
 * The longest run of questions from a state. Equal states are counted once; an answer is tried
 * only if it does something new, and only while it could still beat the best one.
 * @param {Wizard} wizard
 * @param {Open[]} open
 * @param {Mode} mode
 * @param {Map<string, number>} memo
 * @returns {number}
 */
function longest(wizard, open, mode, memo) {
  const facts = factsOf(open);
  if (facts.length < 2) return facts.length;
  const key = mode + JSON.stringify(open);
  const found = memo.get(key);
  if (found !== undefined) return found;

  const fact = facts[0];
  const tests = open.flatMap((rule) => testsOf(rule.when)).filter(([at]) => at === fact);
  const masks = [...new Set(tests.map(([, mask]) => mask))];
  /** @type {Map<string, number>} */
  const effects = new Map();
  for (const value of values(wizard.facts[fact])) {
    effects.set(masks.map((mask) => (value & mask ? 1 : 0)).join(''), value);
  }
  const states = [...effects.values()].map((value) => {
    /** @type {Answers} */
    const answers = [];
    answers[fact] = value;
    const left = distinct(openRules(open, answers, mode, -1));
    return { left, most: factsOf(left).length };
  });
  let best = 0;
  for (const state of states.sort((a, b) => b.most - a.most)) {
    if (state.most <= best) break;
    best = Math.max(best, longest(wizard, state.left, mode, memo));
  }
  memo.set(key, best + 1);
  return best + 1;
}

/**
 * One rule for each condition, the most severe, in an order that does not depend on the path.
 * @param {Open[]} open
 */
function distinct(open) {
  /** @type {Map<string, Open>} */
  const rules = new Map();
  for (const rule of open) {
    const key = JSON.stringify(rule.when);
    if (rule.verdict > (rules.get(key)?.verdict ?? -1)) rules.set(key, rule);
  }
  return [...rules.keys()].sort().map((key) => /** @type {Open} */ (rules.get(key)));
}
