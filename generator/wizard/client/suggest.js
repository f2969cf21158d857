// What would change a verdict: the smallest changes that would help, in words.

/** @import {Answers, Wizard} from './types' */
import { el } from './parts.js';
import { section } from './cards.js';
import { milder } from './milder.js';

const MILDER = {
  heading: 'What would change this',
  when: (/** @type {string} */ words) => `If ${words}`,
  without: (/** @type {string} */ label) => `Without “${label}”`,
  and: ', and ',
  maybe: 'perhaps ',
  maybeWhy: '“Perhaps” means that we have a few more questions first. Change your answer to see.',
};

/**
 * The smallest changes that would help, each with its verdict.
 * @param {Wizard} wizard
 * @param {Answers} known
 */
export function milderSection(wizard, known) {
  const suggestions = milder(wizard, known);
  if (!suggestions.length) return null;
  const items = suggestions.map(({ changes, verdict, sure }) => {
    const words = changes.map(({ fact, from, to }) => {
      const { options } = wizard.facts[fact];
      const at = 31 - Math.clz32(to);
      if (to & ~from) return MILDER.when(options[at].words);
      return options
        .filter((_, index) => from & ~to & (1 << index))
        .map((option) => MILDER.without(option.label));
    });
    const [first, ...rest] = words.flat();
    const all = [first, ...rest.map((word) => word[0].toLowerCase() + word.slice(1))];
    return el(
      'li',
      {},
      `${all.join(MILDER.and)}: `,
      !sure && MILDER.maybe,
      el('strong', {}, wizard.verdicts[verdict].title),
    );
  });
  return section(
    MILDER.heading,
    el('ul.wz-list', {}, items),
    suggestions.some(({ sure }) => !sure) && el('p.wz-small', {}, MILDER.maybeWhy),
  );
}
