// The wizard on its page: which screen is shown, history, focus and title.

/** @import {Answers, Screen, Wizard} from './types' */
/** @import {Result} from './result.js' */
import { WORDS, el } from './parts.js';
import { remaining, walk } from './engine.js';
import { questionForm } from './question.js';

/** Taps this soon after a screen appears were meant for the one before. In milliseconds. */
const TOO_SOON = 400;

/** Room for a header that stays at the top of the window. In pixels. */
const HEADER = 80;

/**
 * Run the wizard in an element. Answers live in this call alone: nothing is stored, and a history
 * entry holds the number of its step and nothing else.
 * @param {HTMLElement} root
 * @param {Wizard} wizard
 * @param {Result} resultPage
 */
export function start(root, wizard, resultPage) {
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
    const mode = wizard.kind === 'guide' ? 'complete' : 'verdict';
    return { fact: walk(wizard, [], mode).next, mode, change: false };
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
    const screen = settle(screens[step - base]);
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
    stage.append(screen.fact === null ? result(screen) : question(screen, screen.fact));
    const name = screen.fact === null ? WORDS.answerTitle : wizard.facts[screen.fact].ask;
    document.title = [name, wizard.title, wizard.school].join(' – ');
    if (!focus) return;
    const above = root.getBoundingClientRect().top - HEADER;
    if (above < 0) scrollBy({ top: above, behavior: 'instant' });
    /** @type {HTMLElement | null} */ (stage.querySelector('h1'))?.focus({ preventScroll: true });
  }

  /**
   * The screen to show in place of one that the answers have overtaken: a result that lacks an
   * answer gives way to that question, a question that is off the path to the result.
   * @param {Screen} screen
   * @returns {Screen}
   */
  function settle({ fact, mode, change }) {
    const walked = walk(wizard, answers, mode);
    if (fact !== null && (fact === walked.next || walked.facts.includes(fact)))
      return { fact, mode, change };
    return { fact: walked.next, mode, change: change || fact === null };
  }

  /**
   * @param {Screen} screen
   * @param {number} fact
   */
  function question(screen, fact) {
    const form = questionForm(wizard.facts[fact], {
      answer: answers[fact],
      progress: progress(screen, fact),
      tooSoon,
      answered: (answer) => {
        answers[fact] = answer;
        open(following(screen, fact));
      },
      failed: () => {
        if (!document.title.startsWith(WORDS.error)) document.title = WORDS.error + document.title;
      },
    });
    form.addEventListener('input', () => (shownAt = -TOO_SOON));
    if (step === base)
      form.prepend(el('p.wz-kicker', {}, wizard.title), el('p.wz-intro', {}, wizard.intro));
    return form;
  }

  /**
   * @param {Screen} screen
   * @param {number} fact
   */
  function progress({ mode, change }, fact) {
    if (change) return answers[fact] === undefined ? WORDS.newly : WORDS.changing;
    const { facts } = walk(wizard, answers, mode);
    const at = facts.includes(fact) ? facts.indexOf(fact) : facts.length;
    /** @type {Answers} */
    const before = [];
    for (const earlier of facts.slice(0, at)) before[earlier] = answers[earlier];
    const most = remaining(wizard, before, mode);
    return `${WORDS.question(at + 1)}. ${WORDS.more(most - 1)}`;
  }

  /**
   * The screen after a question. Going forward shows each question on the path again; from a
   * change, only those without an answer.
   * @param {Screen} screen
   * @param {number} fact
   * @returns {Screen}
   */
  function following({ mode, change }, fact) {
    const walked = walk(wizard, answers, mode);
    const at = walked.facts.indexOf(fact);
    const ahead = !change && at >= 0 ? walked.facts[at + 1] : undefined;
    return { fact: ahead ?? walked.next, mode, change };
  }

  /** @param {Screen} screen */
  function result({ mode }) {
    return resultPage(wizard, walk(wizard, answers, mode), {
      change: (fact) => open({ fact, mode, change: true }),
      complete: () =>
        open({ fact: walk(wizard, answers, 'complete').next, mode: 'complete', change: false }),
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
