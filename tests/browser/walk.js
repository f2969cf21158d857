// Take the wizard of the open page through walks chosen by a fixed sequence, and say what was seen.
// An expression: a function of the number of walks, and of what to do on each screen that is made of other parts than those before.
async (walks, look = async () => {}) => {
  const root = document.querySelector('[data-wizard]');
  const heading = () => root.querySelector('h1').textContent;
  let time = 1e6;
  performance.now = () => (time += 1000); // so that no tap is too soon
  history.pushState = () => {}; // engines limit how many there may be in a time
  let state = 7;
  const choose = (most) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * most);
  };
  const press = (words) =>
    [...root.querySelectorAll('button')].find((b) => b.textContent === words)?.click();
  const questions = new Set();
  const answers = new Set();
  const shapes = new Set();
  const seen = async (screens) => {
    screens.add(heading());
    const parts = [...root.querySelectorAll('*')].map((part) => `${part.tagName}.${part.className}`);
    const shape = [heading(), ...new Set(parts)].join(' ');
    if (shapes.has(shape)) return;
    shapes.add(shape);
    for (const part of root.querySelectorAll('details')) part.open = true; // so that all of it is seen
    await look();
  };
  for (let walk = 0; walk < walks; walk += 1) {
    for (let form; (form = root.querySelector('form')); ) {
      await seen(questions);
      const inputs = [...form.querySelectorAll('input')];
      if (walk === 0 && !inputs.some((input) => input.checked)) {
        form.requestSubmit(); // which says that an answer is missing
        await seen(questions);
      }
      for (const input of inputs) if (input.type === 'checkbox' && input.checked) input.click();
      // Most people are not in danger, and have none of these: else few walks would get far.
      const none = form.querySelector('.wz-or') && choose(inputs[0].type === 'radio' ? 8 : 3) ? inputs.at(-1) : null;
      for (let ticks = 1 + choose(2); ticks; ticks -= 1) {
        const input = none ?? inputs[choose(inputs.length)];
        if (!input.checked) input.click();
      }
      form.requestSubmit();
    }
    await seen(answers);
    press('Start again');
  }
  return { questions: [...questions], answers: [...answers] };
}
