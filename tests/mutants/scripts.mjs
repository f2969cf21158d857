// Print, as JSON, each change that Stryker would make in the scripts that are named:
// [{fileName, location: {start: {line, column}, end}, replacement}], lines and columns from 0.
import { createInstrumenter } from '@stryker-mutator/instrumenter';
import { createInjector } from 'typed-inject';
import { readFileSync } from 'node:fs';

const quiet = { isDebugEnabled: () => false, debug() {}, info() {}, warn() {}, error: console.error };
const files = process.argv.slice(2).map((name) => ({
  name,
  mutate: true,
  content: readFileSync(name, 'utf8'),
}));
const instrumenter = createInjector().provideValue('logger', quiet).injectFunction(createInstrumenter);
const options = { excludedMutations: [], ignorers: [], plugins: null };
console.log(JSON.stringify((await instrumenter.instrument(files, options)).mutants));
