// Open an address where scripts were injected; report which ran, and what was stopped.
export default async function (page, address) {
  await page.goto(address);
  await page.click('#injected-link');
  return page.evaluate(() => [window.ran ?? null, window.violations.length]);
}
