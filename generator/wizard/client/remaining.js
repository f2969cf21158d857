// How many questions can still come. Exact, and quick enough for every screen: answers are not tried
// one by one. The boxes of a question are looked at one after another, and equal states are one.

/** @import {Answers, Mode, Wizard} from './types' */
/** @import {Left} from './engine.js' */
import { prepare, residual } from './engine.js';

/**
 * @typedef {object} Node
 * A condition. Equal ones are one object, so that what is left of it after an answer is worked out
 * once.
 * @property {number} id
 * @property {number} facts  the facts it tests, a bit for each
 * @property {Map<number, Node | boolean>} cuts  what is left after each answer
 * @property {number} [fact]  of a test: true where a box of `mask` is ticked
 * @property {number} [mask]
 * @property {Node} [not]  of a negation
 * @property {boolean} [all]  of several parts: whether all must be true, or one
 * @property {readonly Node[]} [parts]
 */

/** @type {Map<string, Node>} */
const nodes = new Map();
/** @type {Node[]} */
const byId = [];

/**
 * @param {string} key
 * @param {Omit<Node, 'id' | 'cuts'>} fields
 * @returns {Node}
 */
function node(key, fields) {
  let made = nodes.get(key);
  if (!made) {
    made = { id: byId.length, cuts: new Map(), ...fields };
    nodes.set(key, made);
    byId.push(made);
  }
  return made;
}

/**
 * @param {number} fact
 * @param {number} mask
 */
function test(fact, mask) {
  return mask ? node(`${fact}=${mask}`, { fact, mask, facts: 1 << fact }) : false;
}

/** @param {Node | boolean} part */
function negate(part) {
  if (typeof part === 'boolean') return !part;
  return part.not ?? node(`!${part.id}`, { not: part, facts: part.facts });
}

/**
 * @param {boolean} all
 * @param {readonly (Node | boolean)[]} parts
 * @returns {Node | boolean}
 */
function gather(all, parts) {
  /** @type {Set<Node>} */
  const open = new Set();
  for (const part of parts) {
    if (typeof part === 'boolean') {
      if (part !== all) return part; // one false part decides "all", one true part "any"
    } else for (const each of (part.all === all && part.parts) || [part]) open.add(each);
  }
  const list = [...open].sort((a, b) => a.id - b.id);
  if (list.length < 2) return list[0] ?? all;
  const key = (all ? '&' : '|') + list.map(({ id }) => id);
  return node(key, { all, parts: list, facts: list.reduce((sum, { facts }) => sum | facts, 0) });
}

/**
 * @param {Left} when
 * @returns {Node | boolean}
 */
function nodeOf(when) {
  if (typeof when === 'boolean') return when;
  if ('not' in when) return negate(nodeOf(when.not));
  const all = 'all' in when;
  if (all || 'any' in when) return gather(all, (all ? when.all : when.any).map(nodeOf));
  return test(when[0], when[1]);
}

/**
 * What is left of a condition when an option is left out (`how` 0), ticked (1), or the only one (2).
 * @param {Node | boolean} whole
 * @param {number} fact
 * @param {number} option
 * @param {number} how
 * @returns {Node | boolean}
 */
function cut(whole, fact, option, how) {
  if (typeof whole === 'boolean' || !((whole.facts >> fact) & 1)) return whole;
  const key = (fact * 32 + option) * 3 + how;
  let left = whole.cuts.get(key);
  if (left !== undefined) return left;
  const { mask = 0, not, all = false, parts } = whole;
  const bit = 1 << option;
  if (not) left = negate(cut(not, fact, option, how));
  else if (parts) left = gather(all, parts.map((part) => cut(part, fact, option, how)));
  else if (mask & bit && how) left = true;
  else left = test(fact, how < 2 ? mask & ~bit : 0);
  whole.cuts.set(key, left);
  return left;
}

/**
 * @typedef {object} State
 * What is left of the rules and routes that could still matter; equal states are one object.
 * @property {readonly number[]} items
 *   each a condition's number and a rank, in order. A rank holds a verdict and a step, both from one
 *   on, and whether it is grave. A rule has no step, a route no verdict.
 * @property {number} facts  the facts they test, a bit for each
 * @property {number} most  no fewer than the questions that can still come
 * @property {boolean} exact  whether so many can come
 */

/** Where the parts of an item stand in its bits. */
const [STEP, VERDICT, NODE] = [1, 5, 9];

/** @param {number} item */
const stepIn = (item) => (item >> STEP) & 15;
/** @param {number} item */
const verdictIn = (item) => (item >> VERDICT) & 15;

/** @type {WeakMap<Wizard, Map<number, State[]>>} */
const states = new WeakMap(); // by a number that equal ones share

/**
 * The most questions that can still come, over all possible answers.
 * @param {Wizard} wizard
 * @param {Answers} known  the answers on the path
 * @param {Mode} mode
 */
export function remaining(wizard, known, mode) {
  const { rules, routes } = prepare(wizard);
  const routed = mode === 'grounds'; // else every rule counts like a grave one, and no route
  const ranks = [
    ...rules.map(({ verdict, grave }) => ((verdict + 1) << VERDICT) | Number(grave || !routed)),
    ...routes.map(({ step }) => (step + 1) << STEP),
  ];
  const all = routed ? [...rules, ...routes] : rules;
  const left = all.map((each) => nodeOf(residual(each.left, known)));
  return longest(wizard, settle(wizard, left, ranks, wizard.otherwise + 1), 0);
}

/**
 * The state after one part of an answer.
 * @param {Wizard} wizard
 * @param {State} state
 * @param {number} fact
 * @param {number} option
 * @param {number} how
 */
function part(wizard, state, fact, option, how) {
  let same = true;
  const left = [];
  for (const item of state.items) {
    const whole = byId[item >> NODE];
    const when = cut(whole, fact, option, how);
    same &&= when === whole;
    left.push(when);
  }
  return same ? state : settle(wizard, left, state.items, 0);
}

/**
 * The state of what is left; of several with one condition the highest verdict and step. Those that
 * are reached need not be carried on: what is left is beyond them.
 * @param {Wizard} wizard
 * @param {readonly (Node | boolean)[]} left
 * @param {readonly number[]} ranks  of each
 * @param {number} verdict  reached already, from one on
 * @returns {State}
 */
function settle(wizard, left, ranks, verdict) {
  let step = 0;
  for (let index = 0; index < left.length; index += 1) {
    if (left[index] !== true) continue;
    verdict = Math.max(verdict, verdictIn(ranks[index]));
    step = Math.max(step, stepIn(ranks[index]));
  }
  /** @type {number[]} */
  const items = [];
  const ended = verdict === wizard.verdicts.length; // somebody needs help now
  for (let index = 0; index < left.length && !ended; index += 1) {
    const when = left[index];
    if (typeof when === 'boolean') continue;
    let worse = verdictIn(ranks[index]);
    let further = stepIn(ranks[index]);
    let grave = ranks[index] & 1;
    if (worse <= verdict) worse = 0;
    if (further <= step) further = 0;
    if (!(worse | further | grave)) continue;
    let at = items.length;
    while (at && items[at - 1] >> NODE > when.id) at -= 1;
    const twin = items[at - 1] ?? -1;
    const equal = twin >> NODE === when.id;
    if (equal) {
      worse = Math.max(worse, verdictIn(twin));
      further = Math.max(further, stepIn(twin));
      grave |= twin & 1;
    }
    const item = (when.id << NODE) | (worse << VERDICT) | (further << STEP) | grave;
    if (equal) items[at - 1] = item;
    else if (at === items.length) items.push(item);
    else items.splice(at, 0, item);
  }
  return stateOf(wizard, items);
}

/**
 * The one state with these items.
 * @param {Wizard} wizard
 * @param {readonly number[]} items
 * @returns {State}
 */
function stateOf(wizard, items) {
  let hash = 0;
  for (const item of items) hash = Math.imul(hash ^ item, 0x9e3779b1);
  const made = states.get(wizard) ?? new Map();
  states.set(wizard, made);
  /** @type {State[]} */
  const alike = made.get(hash) ?? [];
  const found = alike.find(
    (state) =>
      state.items.length === items.length &&
      state.items.every((item, index) => item === items[index]),
  );
  if (found) return found;
  const facts = items.reduce((sum, item) => sum | byId[item >> NODE].facts, 0);
  const most = count(facts);
  const state = { items, facts, most, exact: most < 2 };
  made.set(hash, [...alike, state]);
  return state;
}

/**
 * The longest run of questions from a state, if it is more than so many; else no less than it is, and
 * no more than so many. Equal states are followed once, also between the boxes of one question, and
 * only while they could still beat the best one.
 * @param {Wizard} wizard
 * @param {State} state
 * @param {number} beat
 * @returns {number}
 */
function longest(wizard, state, beat) {
  if (state.exact || state.most <= beat) return state.most;
  const fact = 31 - Math.clz32(state.facts & -state.facts);
  const { kind, options } = wizard.facts[fact];
  let states = new Set([state]);
  if (kind === 'one') {
    states = new Set(options.map((_, option) => part(wizard, state, fact, option, 2)));
  } else {
    for (let option = options.length - 2; option >= 0; option -= 1) {
      const hows = [...states].flatMap((each) =>
        [0, 1].map((how) => part(wizard, each, fact, option, how)),
      );
      states = new Set(hows);
    }
  }
  let best = beat - 1;
  for (const each of [...states].sort((a, b) => b.most - a.most))
    best = Math.max(best, longest(wizard, each, best));
  state.exact = best >= beat;
  state.most = best + 1;
  return state.most;
}

/** @param {number} bits */
function count(bits) {
  let sum = 0;
  for (; bits; bits &= bits - 1) sum += 1;
  return sum;
}
