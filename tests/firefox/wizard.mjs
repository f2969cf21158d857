// Answer the small wizard of tests/browser/wizard.json, go back once, and report each screen.
export default async function (page, address) {
  const seen = [];
  const look = () =>
    page.evaluate(() => {
      const shown = [...document.querySelectorAll('h1')].find((h1) => h1.checkVisibility());
      return [
        shown.textContent,
        document.activeElement === shown,
        document.querySelectorAll(':checked').length,
      ];
    });
  const pause = () => new Promise((resolve) => setTimeout(resolve, 500));
  await page.goto(address);
  for (const option of ['hurt-0', 'what-2', 'traits-2']) {
    await page.click(`label[for=wz-${option}]`);
    await pause();
    await page.click('button[type=submit]');
    await pause();
    seen.push(await look());
  }
  await page.evaluate(() => history.back());
  await pause();
  seen.push(await look());
  return seen;
}
