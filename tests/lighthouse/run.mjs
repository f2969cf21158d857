// Measure pages with Lighthouse, as on a phone: node run.mjs DEBUGGING-PORT RUNS ADDRESS…
// Prints JSON: for each address a list of runs, each with its scores and the audits that lost points.
import lighthouse from 'lighthouse';

const [port, runs, ...addresses] = process.argv.slice(2);
const found = {};

for (const address of addresses) {
  found[address] = [];
  for (let run = 0; run < Number(runs); run += 1) {
    const { lhr } = await lighthouse(address, { port: Number(port), logLevel: 'error' });
    if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
    const scores = Object.values(lhr.categories).map(({ id, score }) => [id, Math.round(score * 100)]);
    const faults = Object.values(lhr.categories)
      .flatMap(({ auditRefs }) => auditRefs)
      .filter(({ weight, id }) => weight > 0 && (lhr.audits[id].score ?? 1) < 1)
      .map(({ id }) => `${id} ${lhr.audits[id].displayValue ?? ''}`.trim());
    found[address].push({
      scores: Object.fromEntries(scores),
      paint: lhr.audits['first-contentful-paint'].numericValue,
      largest: lhr.audits['largest-contentful-paint'].numericValue,
      blocked: lhr.audits['total-blocking-time'].numericValue,
      faults: [...new Set(faults)],
    });
  }
}
console.log(JSON.stringify(found));
