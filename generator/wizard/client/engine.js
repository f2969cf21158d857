// What the answers mean. Pure functions: no page, no storage, no clock.
// The meaning is that of generator/wizard/evaluate.py; the tests compare the two.

/** @import {Answers, Condition, Mode, Outcome, Route, Rule, Walk, Wizard} from './types' */

/** @typedef {Condition | boolean} Left  What is left of a condition, or its value. */

/**
 * All of some parts, or any of them.
 * @param {boolean} all
 * @param {readonly Left[]} parts
 * @returns {Left}
 */
function join(all, parts) {
  if (parts.includes(!all)) return !all; // one false part decides "all", one true part "any"
  const open = /** @type {Condition[]} */ (parts.filter((part) => part !== all));
  if (open.length < 2) return open[0] ?? all;
  return all ? { all: open } : { any: open };
}

/**
 * A condition with something in place of each of its tests.
 * @param {Left} when
 * @param {(fact: number, mask: number) => Left} put
 * @returns {Left}
 */
function replace(when, put) {
  if (typeof when === 'boolean') return when;
  if ('not' in when) {
    const part = replace(when.not, put);
    return typeof part === 'boolean' ? !part : { not: part };
  }
  const all = 'all' in when;
  if (all || 'any' in when) {
    const parts = all ? when.all : when.any;
    return join(all, parts.map((part) => replace(part, put)));
  }
  return put(when[0], when[1]);
}

/**
 * The part of a condition that the answers leave open, or its value if they decide it.
 * @param {Left} when
 * @param {Answers} answers
 */
export function residual(when, answers) {
  return replace(when, (fact, mask) => {
    const answer = answers[fact];
    return answer === undefined ? [fact, mask] : (answer & mask) !== 0;
  });
}

/**
 * @typedef {object} Item
 * A rule, which has no step (-1), or a route, which has no verdict.
 * @property {Left} left
 * @property {number} verdict
 * @property {number} step
 * @property {boolean} [grave]
 * @property {number} [channel]
 */

/**
 * @typedef {object} Prepared
 * What is worked out once for a wizard: its conditions, each test behind its question's own.
 * @property {Left[]} guards  of the questions
 * @property {Item[]} rules
 * @property {Item[]} routes
 * @property {Map<string, State>} states  after the answers on each path that was taken
 */

/**
 * @typedef {object} State
 * The verdict and the step of a route that are reached, and what is left of what could still matter.
 * @property {number} verdict
 * @property {number} step
 * @property {readonly Item[]} open
 */

/** @type {WeakMap<Wizard, Prepared>} */
const prepared = new WeakMap();

/**
 * @param {Wizard} wizard
 * @returns {Prepared}
 */
export function prepare(wizard) {
  const found = prepared.get(wizard);
  if (found) return found;
  /** @type {Prepared} */
  const made = { guards: [], rules: [], routes: [], states: new Map() };
  prepared.set(wizard, made);
  for (const { when } of wizard.facts) made.guards.push(!when || guarded(wizard, when));
  /** @param {Rule | Route} each */
  const item = (each) => ({ step: -1, verdict: -1, ...each, left: guarded(wizard, each.when) });
  made.rules = wizard.rules.map(item);
  made.routes = wizard.routes.map(item);
  return made;
}

/**
 * A condition with each test behind the condition of its question. "None of these" is ticked where
 * no other box is.
 * @param {Wizard} wizard
 * @param {Condition} when
 */
function guarded(wizard, when) {
  return replace(when, (fact, mask) => {
    const { kind, options } = wizard.facts[fact];
    const guard = prepare(wizard).guards[fact];
    const all = (1 << options.length) - 1;
    const none = kind === 'many' ? mask & ~(all >> 1) : 0;
    if (mask === all) return guard;
    const nothing = none > 0 && /** @type {Left} */ ({ not: [fact, none - 1] });
    return join(true, [guard, join(false, [mask !== none && [fact, mask & ~none], nothing])]);
  });
}

/**
 * Whether a condition of the wizard holds: true, false, or undefined while the answers leave it open.
 * @param {Wizard} wizard
 * @param {Condition} when
 * @param {Answers} answers
 */
export function truth(wizard, when, answers) {
  return value(guarded(wizard, when), answers);
}

/**
 * The same for a condition that is prepared.
 * @param {Left} when
 * @param {Answers} answers
 */
export function value(when, answers) {
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
  let { otherwise: verdict } = wizard;
  prepare(wizard).rules.forEach((rule, index) => {
    const holds = value(rule.left, answers);
    if (holds) verdict = Math.max(verdict, rule.verdict);
    if (holds !== false) (holds ? rules : undecided).push(index);
  });
  return { verdict, rules, undecided };
}

/**
 * Whether a message to the person named is offered.
 * @param {Wizard} wizard
 * @param {Answers} answers
 */
export function offered(wizard, answers) {
  const { message } = wizard;
  return Boolean(message && (!message.when || truth(wizard, message.when, answers)));
}

/**
 * The channels of the persons to talk to: those of the true routes that go furthest, or else of the
 * rules that decide. At the most severe verdict only the rules name somebody; at the mildest the
 * routes do so only where a message is offered.
 * @param {Wizard} wizard
 * @param {Answers} answers
 * @returns {number[]}
 */
export function named(wizard, answers) {
  const { verdict, rules } = evaluate(wizard, answers);
  const asked = verdict > wizard.otherwise || offered(wizard, answers);
  const routes = prepare(wizard).routes.filter(({ left }) => asked && value(left, answers));
  const furthest = Math.max(...routes.map(({ step }) => step));
  const by =
    routes.length && verdict < wizard.verdicts.length - 1
      ? routes.filter(({ step }) => step === furthest)
      : rules.map((index) => wizard.rules[index]).filter((rule) => rule.verdict === verdict);
  return [...new Set(by.flatMap(({ channel }) => channel ?? []))];
}

/**
 * What a verdict says to this person: the first sentence that fits, or the verdict's own.
 * @param {Wizard} wizard
 * @param {Answers} answers
 * @returns {{title: string, lead: string}}
 */
export function leadOf(wizard, answers) {
  const { title, lead, leads = [] } = wizard.verdicts[evaluate(wizard, answers).verdict];
  const found = leads.find(({ when }) => truth(wizard, when, answers));
  return { title: found?.title ?? title, lead: found?.lead ?? lead };
}

/**
 * The facts that a condition tests.
 * @param {Left} when
 */
export function factsIn(when) {
  /** @type {number[]} */
  const facts = [];
  replace(when, (fact, mask) => {
    facts.push(fact);
    return [fact, mask];
  });
  return facts;
}

/**
 * What could still matter after some answers. In `grounds` mode that is a rule that is grave or can
 * make the verdict more severe, and a route that leads further; in `complete` mode every rule.
 * Nothing does at the most severe verdict.
 * @param {Wizard} wizard
 * @param {Mode} mode
 * @param {State} before
 * @param {Answers} known
 * @returns {State}
 */
function after(wizard, mode, { verdict, step, open }, known) {
  const items = open.map((item) => ({ ...item, left: residual(item.left, known) }));
  for (const item of items) {
    if (item.left !== true) continue;
    verdict = Math.max(verdict, item.verdict);
    step = Math.max(step, item.step);
  }
  return {
    verdict,
    step,
    open: items.filter(
      (item) =>
        typeof item.left !== 'boolean' &&
        verdict < wizard.verdicts.length - 1 &&
        (mode === 'complete' || item.grave || item.verdict > verdict || item.step > step),
    ),
  };
}

/**
 * Follow the questions as they are asked, each the first of those that could still matter. An answer
 * to a question that is not on the path does not count. States are kept: people go step by step.
 * @param {Wizard} wizard
 * @param {Answers} answers
 * @param {Mode} mode
 * @returns {Walk}
 */
export function walk(wizard, answers, mode) {
  const { rules, routes, states } = prepare(wizard);
  const all = mode === 'complete' ? rules : [...rules, ...routes];
  /** @type {number[]} */
  const facts = [];
  /** @type {Answers} */
  const known = [];
  /** @type {State} */
  let state = { verdict: wizard.otherwise, step: -1, open: all };
  for (;;) {
    const key = mode + known;
    state = states.get(key) ?? after(wizard, mode, state, known);
    states.set(key, state);
    const left = state.open.flatMap((item) => factsIn(item.left));
    const next = left.length ? Math.min(...left) : null;
    if (next === null || answers[next] === undefined) return { facts, known, next };
    known[next] = answers[next];
    facts.push(next);
  }
}
