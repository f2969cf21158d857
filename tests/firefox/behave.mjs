// Run tests/browser/behave.js in the page at an address: one argument after it for each answer.
import { readFileSync } from 'node:fs';

export default async function (page, address, ...answers) {
  const behave = readFileSync(new URL('../browser/behave.js', import.meta.url), 'utf8');
  await page.goto(address);
  return page.evaluate(`(${behave})(${JSON.stringify(answers.map(Number))})`);
}
