// Press the button at this address; give the engine's name and what the page then says.
export default async function (page, address) {
  await page.goto(address);
  await page.click("button");
  return page.evaluate(() => [navigator.userAgent, document.querySelector("output").textContent]);
}
