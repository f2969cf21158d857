// Good acts that would make the verdict milder. Pure functions, like the engine.

/** @import {Answers, Mend, Wizard} from './types' */
import { evaluate, factsIn, prepare, value } from './engine.js';

/**
 * Every single act that is enough: a box not ticked, or another option, of a question that the
 * winning rules turn on. Where none is, all such boxes together. Only what is certain is offered: the
 * milder verdict holds whatever would be answered to questions that were not asked. None for the most
 * severe verdict.
 * @param {Wizard} wizard
 * @param {Answers} known  the answers on the path
 * @returns {Mend[]}
 */
export function mendsOf(wizard, known) {
  const now = evaluate(wizard, known);
  if (now.verdict === wizard.verdicts.length - 1) return [];
  const { rules } = prepare(wizard);
  const winning = now.rules.map((index) => rules[index]).filter((r) => r.verdict === now.verdict);
  const matters = winning.flatMap(({ left }) => factsIn(left));
  /** @type {[number, number][]} */
  const acts = wizard.facts.flatMap(({ kind, options }, fact) => {
    const answer = known[fact];
    if (answer === undefined || !matters.includes(fact)) return [];
    /** @type {[number, number][]} */
    const all = options.map((_, option) => [fact, option]);
    return all.filter(
      ([, option]) => options[option].mends && ((answer >> option) & 1) === Number(kind === 'many'),
    );
  });
  const single = acts.flatMap((act) => certain(wizard, known, [act], now.verdict));
  const boxes = acts.filter(([fact]) => wizard.facts[fact].kind === 'many');
  return single.length || boxes.length < 2 ? single : certain(wizard, known, boxes, now.verdict);
}

/**
 * These acts together, if they surely lead to a milder verdict.
 * @param {Wizard} wizard
 * @param {Answers} known
 * @param {[number, number][]} options
 * @param {number} verdict  the one to get away from
 * @returns {Mend[]}
 */
function certain(wizard, known, options, verdict) {
  const changed = known.slice();
  for (const [fact, option] of options) {
    const { kind, options: all } = wizard.facts[fact];
    const without = (changed[fact] ?? 0) & ~(1 << option);
    changed[fact] = kind === 'one' ? 1 << option : without || 1 << (all.length - 1);
  }
  /** @type {Answers} */
  const kept = []; // the answers to what would still be asked
  prepare(wizard).guards.forEach((guard, fact) => {
    if (changed[fact] !== undefined && value(guard, kept)) kept[fact] = changed[fact];
  });
  const then = evaluate(wizard, kept);
  const sure = then.undecided.every((rule) => wizard.rules[rule].verdict <= then.verdict);
  return then.verdict < verdict && sure ? [{ options, verdict: then.verdict }] : [];
}
