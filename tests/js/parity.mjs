// Compare the browser's engine with cases that the Python evaluator wrote.
// Usage: node parity.mjs wizard.json cases.jsonl — prints the number compared; exits 1 on a difference.
// A case has a mode and answers, and any of verdict, rules, next, remaining, path, named (channels),
// lead (title and sentence) and mends (each the acts in words and the verdict after them).
import { readFileSync, createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { evaluate, leadOf, named, walk } from '../../generator/wizard/client/engine.js';
import { mendsOf } from '../../generator/wizard/client/mends.js';
import { remaining } from '../../generator/wizard/client/remaining.js';

const [wizardFile, casesFile] = process.argv.slice(2);
const wizard = JSON.parse(readFileSync(wizardFile, 'utf8'));
const tellings = {
  verdict: (answers) => evaluate(wizard, answers).verdict,
  rules: (answers) => evaluate(wizard, answers).rules,
  next: (answers, mode) => walk(wizard, answers, mode).next,
  remaining: (answers, mode) => remaining(wizard, answers, mode),
  path: (answers, mode) => walk(wizard, answers, mode).facts,
  named: (answers) => named(wizard, answers).map((at) => wizard.channels[at].id),
  lead: (answers) => Object.values(leadOf(wizard, answers)),
  mends: (answers) =>
    mendsOf(wizard, answers).map(({ options, verdict }) => [
      options.map(([fact, option]) => wizard.facts[fact].options[option].mends),
      verdict,
    ]),
};
let compared = 0;
for await (const line of createInterface({ input: createReadStream(casesFile) })) {
  const { mode, answers: given, ...expected } = JSON.parse(line);
  const answers = [];
  for (const [fact, answer] of given) answers[fact] = answer;
  for (const key of Object.keys(expected)) {
    const actual = JSON.stringify(tellings[key](answers, mode));
    if (actual !== JSON.stringify(expected[key])) {
      console.error(`${line}\nbut the browser says ${key}: ${actual}`);
      process.exit(1);
    }
  }
  compared += 1;
}
console.log(compared);
