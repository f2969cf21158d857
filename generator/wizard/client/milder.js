// The smallest changes of answers that lead to a milder verdict. Pure functions, like the engine.

/** @import {Answers, Fact, Suggestion, Wizard} from './types' */
import { evaluate, factsOf, next } from './engine.js';

/**
 * Up to three smallest changes that lead to a milder verdict: one other option or one box less;
 * two of these only where one is not enough. None for the verdict `help`, and never a fact that
 * the wizard calls fixed.
 * @param {Wizard} wizard
 * @param {Answers} known  the answers on the path
 * @returns {Suggestion[]}
 */
export function milder(wizard, known) {
  const now = evaluate(wizard, known);
  if (wizard.verdicts[now.verdict].id === 'help') return [];
  const winning = now.rules
    .map((index) => wizard.rules[index])
    .filter((rule) => rule.verdict === now.verdict);
  const facts = factsOf(winning).filter(
    (fact) => known[fact] !== undefined && !wizard.fixed?.includes(fact),
  );
  /** @param {Answers} answers */
  const step = (answers) =>
    facts.flatMap((fact) =>
      lesser(wizard.facts[fact], answers[fact] ?? 0).map((to) => {
        const changed = answers.slice();
        changed[fact] = to;
        return changed;
      }),
    );
  /** @param {Answers[]} all */
  const better = (all) => all.filter((answers) => evaluate(wizard, answers).verdict < now.verdict);

  const once = step(known);
  const found = better(once);
  const suggestions = (found.length ? found : better(once.flatMap(step))).map((answers) => ({
    changes: facts
      .filter((fact) => answers[fact] !== known[fact])
      .map((fact) => ({ fact, from: known[fact] ?? 0, to: answers[fact] ?? 0 })),
    verdict: evaluate(wizard, answers).verdict,
    sure: next(wizard, answers, 'verdict') === null,
  }));
  suggestions.sort((a, b) => Number(b.sure) - Number(a.sure) || a.verdict - b.verdict);
  /** @type {Map<string, Suggestion>} */
  const best = new Map(); // one for each option fact, one for each set of ticks
  for (const suggestion of suggestions) {
    const key = suggestion.changes
      .map(({ fact, to }) => [fact, wizard.facts[fact].kind === 'many' && to])
      .join();
    if (!best.has(key)) best.set(key, suggestion);
  }
  return [...best.values()].slice(0, 3);
}

/**
 * The answers one step away: the other options, nearest first, or one box less.
 * @param {Fact} fact
 * @param {number} answer
 * @returns {number[]}
 */
function lesser({ kind, options }, answer) {
  const bits = options.map((_, option) => 1 << option);
  if (kind === 'one') {
    const far = (/** @type {number} */ bit) => Math.abs(Math.clz32(bit) - Math.clz32(answer));
    return bits.filter((bit) => bit !== answer).sort((a, b) => far(a) - far(b));
  }
  const none = bits[bits.length - 1];
  return bits.filter((bit) => bit & answer & ~none).map((bit) => answer & ~bit || none);
}
