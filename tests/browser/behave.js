// Use the wizard of the open page as a parent would, and tell what was seen after each step.
// An expression: a function of the answers to give (the option's number for each question in turn).
// It runs in any engine, as one task.
async (answers) => {
  const root = document.querySelector('[data-wizard]');
  const shown = () => [...document.querySelectorAll('h1')].find((h1) => h1.checkVisibility());
  const boxes = () => [...root.querySelectorAll('input')];
  const chosen = () => boxes().flatMap((input, index) => (input.checked ? [index] : []));
  const pause = () => new Promise((resolve) => setTimeout(resolve, 450)); // a tap may be too soon
  const button = (text) =>
    [...root.querySelectorAll('button')].find((each) => each.textContent.startsWith(text));
  const proceed = async () => {
    await pause();
    button('Continue').click();
  };
  const travelled = () => new Promise((resolve) => addEventListener('popstate', resolve, { once: true }));
  const seen = { address: location.href };

  await proceed();
  const summary = root.querySelector('.wz-summary');
  seen.error = [document.title.slice(0, 6), document.activeElement === summary];
  summary.querySelector('a').click();
  seen.errorLeadsTo = document.activeElement === boxes()[0];

  seen.steps = [];
  for (const option of answers) {
    boxes()[option].click();
    await proceed();
    seen.steps.push([
      document.activeElement === shown(),
      document.title.startsWith(shown().textContent) || Boolean(root.querySelector('.wz-result')),
    ]);
  }
  seen.finished = Boolean(root.querySelector('.wz-result'));
  const verdict = shown().textContent;

  history.back();
  await travelled();
  seen.back = [chosen(), document.activeElement === shown()];
  history.forward();
  await travelled();
  seen.forward = shown().textContent === verdict;

  button('Change').click();
  seen.change = [chosen(), document.activeElement === shown()];
  await proceed();
  seen.returned = shown().textContent === verdict;

  button('Start again').click();
  seen.again = [chosen(), shown() === document.activeElement];

  seen.kept = [localStorage.length, sessionStorage.length, document.cookie];
  seen.sameAddress = location.href === seen.address;
  delete seen.address;
  return seen;
}
