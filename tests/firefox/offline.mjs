// Search in a site that is read from a disk, follow the first result, answer a wizard's question.
export default async function (page, root, word) {
  const asked = [];
  page.on('request', (request) => {
    if (!/^(file|data):/.test(request.url())) asked.push(request.url());
  });
  await page.setViewport({ width: 390, height: 800 });
  await page.goto(`${root}index.html`);
  await page.click('[data-search-open]');
  await page.type('.search input', word);
  await page.waitForSelector('.search__link');
  const found = await page.$eval('.search__link', (link) => link.href);
  await page.goto(found);
  const heading = await page.$eval('h1', (h1) => h1.textContent);
  await page.goto(`${root}should-i-post/index.html`);
  const question = await page.$eval('.wz-stage h1', (h1) => h1.textContent);
  return { found, heading, question, asked };
}
