// Run one script in a fresh Firefox and print what it returns as JSON.
// Usage: node run.mjs FIREFOX SCRIPT [ARGUMENT...]
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const [executablePath, script, ...args] = process.argv.slice(2);
const { default: run } = await import(pathToFileURL(script).href);
const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true });
try {
  console.log(JSON.stringify((await run(await browser.newPage(), ...args)) ?? null));
} finally {
  await browser.close();
}
