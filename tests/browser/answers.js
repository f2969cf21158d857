// Answer a wizard as a person does: tick, press Continue, read. Needs words.js. The stand-alone page has
// short names of its own for most classes, so none is used here.
(() => {
  const stage = () => /** @type {HTMLElement} */ (document.querySelector('.wz > div'));
  const form = () => stage().querySelector('form');
  const later = () => new Promise((done) => setTimeout(done));

  /** @param {HTMLFormElement} asked */
  const proceed = (asked) => /** @type {HTMLElement} */ (asked.querySelector('[type=submit]')).click();

  /**
   * The inputs to choose: those named; else the first answer, or none of the ticks.
   * @param {HTMLInputElement[]} inputs
   * @param {string[] | undefined} labels
   */
  function chosen(inputs, labels) {
    if (!labels) {
      const usual = inputs[0].type === 'radio' ? inputs.find(({ value }) => value === '1') : inputs.at(-1);
      return usual ? [usual] : [];
    }
    return labels.map((label) => {
      const found = inputs.find(({ labels: [said] = [] }) => said?.textContent === label);
      if (!found) throw new Error(`no answer says: ${label}`);
      return found;
    });
  }

  /** A question as it is met, and what it says where nothing was chosen. */
  async function card() {
    const asked = /** @type {HTMLFormElement} */ (form());
    await later(); // the number of questions left comes a moment later
    const met = words.of(asked);
    proceed(asked);
    const missed = [...asked.querySelectorAll('[role=alert], [id$=-error]')].map(words.of);
    return [met, 'Nothing chosen:', ...missed].join('\n');
  }

  /**
   * Answer the questions from the start to the result, and start again.
   * @param {Record<string, string[]>} situation  the labels to choose, by fact
   * @param {string[]} known  questions whose cards were read before
   */
  async function answer(situation, known) {
    /** @type {Record<string, string>} */
    const cards = {};
    for (let asked = form(); asked; asked = form()) {
      const inputs = [...asked.querySelectorAll('input')];
      const fact = inputs[0].name.replace('wz-', '');
      if (!known.includes(fact)) cards[fact] = await card();
      for (const input of chosen(inputs, situation[fact])) input.click();
      proceed(asked);
    }
    const result = words.of(stage());
    const again = [...stage().querySelectorAll('button')].find(
      ({ textContent }) => textContent === 'Start again',
    );
    /** @type {HTMLElement} */ (again).click();
    return { cards, result };
  }

  Object.assign(globalThis, { answer });
})();
