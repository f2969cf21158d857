// Lead a deck that was opened from a file: count, reveal, the second window, the wizard.
export default async function (page, address) {
  await page.goto(address);
  const shown = (selector) =>
    page.evaluate((name) => !!document.querySelector(name)?.checkVisibility(), selector);
  await page.keyboard.press('PageDown');
  const hands = await shown('.hands');
  for (const key of ['1', '1', 'r']) await page.keyboard.press(key);
  const count = await page.$eval('.bar__count', (bar) => bar.textContent);
  const title = await page.$eval('h1', (heading) => heading.textContent);
  // The notes: in a second window, or here where this browser joins no two windows of a file.
  const opened = new Promise((resolve) => page.once('popup', resolve));
  await page.keyboard.press('w');
  const other = await opened;
  const follows = other.waitForFunction(
    (words) => document.querySelector('.notes__body h2')?.textContent === words,
    {},
    title,
  );
  const here = page.waitForFunction(() => document.querySelector('aside.notes').checkVisibility());
  const notes = await Promise.any([follows, here]).then(() => true);
  await page.bringToFront();
  await page.keyboard.press('l');
  return { hands, count, notes, live: await shown('.hall form') };
}
