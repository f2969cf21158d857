// Go through the deck as a trainer does, with the notes open, and read each screen. Needs words.js.
(() => {
  /** @param {string} key */
  const press = (key) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  /** @param {string} part */
  const at = (part) => /** @type {HTMLElement} */ (document.querySelector(part));
  const heading = () => document.title.split(' – ')[0];

  /** The notes, without what another story would change: the number of this one, and the next. */
  function notes() {
    const lines = [...at('aside.notes').children].flatMap((part) => words.of(part).split('\n'));
    return lines.filter((line) => !/^(\d+ of|Next:)/.test(line));
  }

  /**
   * The screens of a session: those of a story under its title, the others under the session's.
   * @param {string} session
   */
  function walk(session) {
    press('Home');
    const choices = [...document.querySelectorAll('.choice')];
    const choice = choices.find((each) => each.querySelector('strong')?.textContent === session);
    /** @type {HTMLElement} */ (choice).click();
    /** @type {Map<string, {title: string, screens: string[], notes: string[]}>} */
    const parts = new Map();
    for (let more = true; more; press('PageDown')) {
      more = !document.querySelector('.screen--end');
      const place = at('.place').textContent ?? '';
      const part = parts.get(place) ?? { title: session, screens: [], notes: [] };
      if (place) part.title = heading(); // the title of a hard story comes after its warning
      part.screens.push(words.of(at('.stage')));
      part.notes.push(...notes().filter((line) => !part.notes.includes(line)));
      parts.set(place, part);
    }
    return [...parts.values()].map(({ title, screens, notes }) => [
      title,
      [...screens, ['The trainer sees:', ...notes].join('\n')].join('\n\n'),
    ]);
  }

  Object.assign(globalThis, {
    deckWords() {
      const start = words.of(at('.stage'));
      const titles = [...document.querySelectorAll('.choice strong')].map((each) => each.textContent ?? '');
      press('n');
      return [['Start', start], ...titles.slice(0, -1).flatMap(walk)];
    },
  });
})();
