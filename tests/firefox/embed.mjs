// Open the outer page, answer the framed wizard, and report the frame's heights and the first call.
export default async function (page, address) {
  const height = () => page.evaluate(() => document.querySelector('iframe').style.height);
  await page.goto(address);
  await page.waitForFunction(() => document.querySelector('iframe').style.height);
  const heights = [await height()];
  const frame = page.frames()[1];
  await (await frame.waitForSelector('label[for^=wz-danger]')).click();
  await new Promise((resolve) => setTimeout(resolve, 500));
  await (await frame.waitForSelector('button[type=submit]')).click();
  const call = await frame.waitForSelector('a[href^=tel]');
  await page.waitForFunction(
    (before) => document.querySelector('iframe').style.height !== before,
    {},
    heights[0],
  );
  heights.push(await height());
  return { heights, call: await call.evaluate((link) => link.textContent) };
}
