// The wizard on its page: which screen is shown, history, focus and title.

/** @import {Answers, Mode, Screen, Wizard} from './types' */
/** @import {Result} from './result.js' */
import { WORDS, el } from './parts.js';
import { walk } from './engine.js';
import { questionForm } from './question.js';

/** Taps this soon after a screen appears were meant for the one before. In milliseconds. */
const TOO_SOON = 400;

/** Room above a screen at the top of the window. In pixels. */
const ABOVE = 8;

/**
 * What a page of the site says above a question, and the stand-alone page does not.
 * @typedef {object} Progress
 * @property {string} changing
 * @property {string} newly
 * @property {(wizard: Wizard, known: Answers, mode: Mode) => string} more
 *   how many questions can still come, given the answers before this one
 */

/**
 * Run the wizard in an element. Answers live in this call alone: nothing is stored, and a history
 * entry holds the number of its step and nothing else.
 * @param {HTMLElement} root
 * @param {Wizard} wizard
 * @param {Result} resultPage
 * @param {Progress} [progress]
 */
export function start(root, wizard, resultPage, progress) {
  const mode = wizard.kind === 'guide' ? 'complete' : 'grounds';
  /** @type {Answers} */
  let answers = [];
  /** The first step of this run. After a reload it is not 0: the entries before it are stale. */
  let base = stepOf(history.state) ?? 0;
  let step = base;
  /** @type {Screen[]} */
  let screens = [firstScreen()];
  let shownAt = 0;

  const stage = el('div.wz-stage', {});
  root.classList.add('wz');
  root.append(stage);

  history.scrollRestoration = 'manual';
  history.replaceState({ step }, '');
  addEventListener('popstate', (event) => travel(stepOf(event.state)));
  show(false);

  /** @returns {Screen} */
  function firstScreen() {
    return { fact: walk(wizard, [], mode).next, change: false };
  }

  /**
   * Go to the screen of a history entry.
   * @param {number | undefined} to
   */
  function travel(to) {
    if (to === undefined) return; // a link inside the page
    if (to - base >= screens.length) {
      history.go(step - to); // a forward entry from before a reload
      return;
    }
    step = Math.max(to, base);
    show(true);
    if (to < base) history.go(-to - 1); // a run that is over: leave the page, as Back would have
  }

  /** @param {Screen} screen */
  function open(screen) {
    screens = [...screens.slice(0, step - base + 1), screen];
    step += 1;
    history.pushState({ step }, '');
    show(true);
  }

  function startAgain() {
    answers = [];
    screens = [];
    base = step + 1;
    open(firstScreen());
  }

  /** @param {boolean} focus  whether the parent moved, so that focus follows */
  function show(focus) {
    const screen = settled(screens[step - base]);
    shownAt = performance.now();
    stage.replaceChildren();
    if (step > base) {
      const back = el('a.wz-back', { href: '#' }, WORDS.back);
      back.addEventListener('click', (event) => {
        event.preventDefault();
        if (tooSoon()) return;
        shownAt = performance.now();
        history.back();
      });
      stage.append(back);
    }
    stage.append(screen.fact === null ? result() : question(screen, screen.fact));
    const name = screen.fact === null ? WORDS.answerTitle : wizard.facts[screen.fact].ask;
    document.title = [name, wizard.title, wizard.school].join(' – ');
    if (!focus) return;
    const above = root.getBoundingClientRect().top - ABOVE;
    if (above < 0) scrollBy({ top: above, behavior: 'instant' });
    /** @type {HTMLElement | null} */ (stage.querySelector('h1'))?.focus({ preventScroll: true });
  }

  /**
   * The screen to show in place of one that the answers have overtaken: a result that lacks an
   * answer gives way to that question, a question that is off the path to the result.
   * @param {Screen} screen
   * @returns {Screen}
   */
  function settled({ fact, change }) {
    const { facts, next } = walk(wizard, answers, mode);
    if (fact !== null && (fact === next || facts.includes(fact))) return { fact, change };
    return { fact: next, change: change || fact === null };
  }

  /**
   * @param {Screen} screen
   * @param {number} fact
   */
  function question({ change }, fact) {
    const { facts } = walk(wizard, answers, mode);
    const at = facts.includes(fact) ? facts.indexOf(fact) : facts.length;
    const earlier = facts.slice(0, at);
    const form = questionForm(wizard.facts[fact], {
      answer: answers[fact],
      progress:
        (change && progress?.[answers[fact] ? 'changing' : 'newly']) || WORDS.question(at + 1),
      opening: step === base,
      tooSoon,
      answered: (answer) => {
        answers[fact] = answer;
        open(following(change, fact));
      },
      failed: () => {
        if (!document.title.startsWith(WORDS.error)) document.title = WORDS.error + document.title;
      },
    });
    form.addEventListener('input', () => (shownAt = -TOO_SOON));
    // The question is not kept waiting for the number of those that can follow it.
    if (!change && progress)
      setTimeout(() => {
        const before = answers.map((each, at) => (earlier.includes(at) ? each : undefined));
        form.querySelector('.wz-progress')?.append(progress.more(wizard, before, mode));
      });
    return form;
  }

  /**
   * The screen after a question. Going forward shows each question on the path again; from a
   * change, only those without an answer.
   * @param {boolean} change
   * @param {number} fact
   * @returns {Screen}
   */
  function following(change, fact) {
    const { facts, next } = walk(wizard, answers, mode);
    const at = facts.indexOf(fact);
    const ahead = !change && at >= 0 ? facts[at + 1] : undefined;
    return { fact: ahead ?? next, change };
  }

  function result() {
    return resultPage(wizard, walk(wizard, answers, mode), {
      change: (fact) => open({ fact, change: true }),
      again: startAgain,
    });
  }

  /** Whether this tap is the second of a double tap. */
  function tooSoon() {
    return performance.now() - shownAt < TOO_SOON;
  }
}

/**
 * The number of the step in a history entry, if it is one of ours.
 * @param {unknown} state
 * @returns {number | undefined}
 */
function stepOf(state) {
  const { step } = /** @type {{step?: unknown}} */ (state ?? {});
  return typeof step === 'number' ? step : undefined;
}
