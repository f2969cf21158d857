// Visit addresses, search, walk the wizards; report what the security policy stopped on the way.
import { readFileSync } from 'node:fs';

const walk = readFileSync(new URL('../browser/walk.js', import.meta.url), 'utf8').trim();

export default async function (page, root, addresses, wizards, word, walks) {
  const stopped = {};
  const seen = {};
  for (const address of JSON.parse(addresses)) {
    await page.goto(root + address);
    if (JSON.parse(wizards).includes(address)) seen[address] = await page.evaluate(`(${walk})(${walks})`);
    const violations = await page.evaluate(() => window.violations);
    if (!Array.isArray(violations) || violations.length) stopped[address] = violations;
  }
  await page.setViewport({ width: 390, height: 800 });
  await page.goto(root);
  await page.click('[data-search-open]');
  await page.type('.search input', word);
  await page.waitForSelector('.search__link');
  const found = await page.$$eval('.search__link', (links) => links.length);
  return { stopped, seen, found, searching: await page.evaluate(() => window.violations) };
}
