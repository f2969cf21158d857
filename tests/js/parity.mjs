// Compare the browser's engine with cases that the Python evaluator wrote.
// Usage: node parity.mjs wizard.json cases.jsonl — prints the number compared; exits 1 on a difference.
import { readFileSync, createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { evaluate, next, path, remaining } from '../../generator/wizard/client/engine.js';

const [wizardFile, casesFile] = process.argv.slice(2);
const wizard = JSON.parse(readFileSync(wizardFile, 'utf8'));
let compared = 0;
for await (const line of createInterface({ input: createReadStream(casesFile) })) {
  const { mode, answers: given, ...expected } = JSON.parse(line);
  const answers = [];
  for (const [fact, answer] of given) answers[fact] = answer;
  const outcome = evaluate(wizard, answers);
  const actual = { verdict: outcome.verdict, rules: outcome.rules };
  if ('next' in expected) {
    actual.next = next(wizard, answers, mode);
    actual.remaining = remaining(wizard, answers, mode);
  }
  if ('path' in expected) actual.path = path(wizard, answers, mode).sort((a, b) => a - b);
  for (const key of Object.keys(expected)) {
    if (JSON.stringify(actual[key]) !== JSON.stringify(expected[key])) {
      console.error(`${line}\nbut the browser says ${key}: ${JSON.stringify(actual[key])}`);
      process.exit(1);
    }
  }
  compared += 1;
}
console.log(compared);
