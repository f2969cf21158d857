// What the wizard's engine means, on small wizards made for each case and on random ones.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  evaluate,
  next,
  path,
  relevant,
  remaining,
  truth,
  values,
  walk,
} from '../../generator/wizard/client/engine.js';
import { milder } from '../../generator/wizard/client/milder.js';
import {
  answered,
  dice,
  fact,
  plainRemaining,
  plainTruth,
  randomWizard,
  situations,
  wizardOf,
} from './worlds.mjs';

const SEEDS = Array.from({ length: 300 }, (_, seed) => seed);
const MODES = ['verdict', 'complete'];
const [OK, CHANGE, STOP, HELP] = [0, 1, 2, 3];
const A = [0, 1];
const B = [1, 1];
const yesNo = () => fact('one', 2);

test('a test is true when the answer shares a bit with the mask', () => {
  assert.equal(truth([0, 0b011], [0b010]), true);
  assert.equal(truth([0, 0b011], [0b100]), false);
  assert.equal(truth([0, 0b011], [0b110]), true);
  assert.equal(truth([0, 0b011], []), undefined);
});

for (const [name, when, answers, value] of [
  ['one false part decides all', { all: [A, B] }, [undefined, 2], false],
  ['all stays open', { all: [A, B] }, [undefined, 1], undefined],
  ['one true part decides any', { any: [A, B] }, [undefined, 1], true],
  ['any stays open', { any: [A, B] }, [undefined, 2], undefined],
  ['not of unknown is unknown', { not: A }, [], undefined],
  ['not of true', { not: A }, [1], false],
  ['all of nothing', { all: [] }, [], true],
  ['any of nothing', { any: [] }, [], false],
  ['inside each other', { all: [{ any: [A, B] }, { not: B }] }, [1, 2], true],
  ['a contradiction is not seen before it is answered', { all: [A, { not: A }] }, [], undefined],
]) {
  test(`truth: ${name}`, () => assert.equal(truth(when, answers), value));
}

test('truth agrees with the plain tables on random conditions and half-known answers', () => {
  for (const seed of SEEDS) {
    const wizard = randomWizard(seed);
    const roll = dice(seed + 1000);
    for (let times = 0; times < 20; times++) {
      const answers = wizard.facts.map((each) => {
        const all = [undefined, ...values(each)];
        return all[roll(all.length)];
      });
      for (const { when } of wizard.rules) {
        assert.equal(truth(when, answers), plainTruth(when, answers), `seed ${seed}`);
      }
    }
  }
});

test('the verdict is the most severe of the true rules, and all true rules are named', () => {
  const wizard = wizardOf(
    [yesNo(), yesNo()],
    [
      [A, CHANGE],
      [B, STOP],
      [{ not: A }, HELP],
    ],
  );
  assert.deepEqual(evaluate(wizard, [1, 1]), { verdict: STOP, rules: [0, 1], undecided: [] });
  assert.deepEqual(evaluate(wizard, [1]), { verdict: CHANGE, rules: [0], undecided: [1] });
  assert.deepEqual(evaluate(wizard, []), { verdict: OK, rules: [], undecided: [0, 1, 2] });
});

test('with no true rule the verdict is otherwise', () => {
  const wizard = wizardOf([yesNo()], [[A, STOP]], { otherwise: CHANGE });
  assert.equal(evaluate(wizard, [2]).verdict, CHANGE);
});

test('verdict mode asks only what can still make it more severe', () => {
  const wizard = wizardOf(
    [yesNo(), yesNo(), yesNo()],
    [
      [A, STOP],
      [B, CHANGE],
      [[2, 1], HELP],
    ],
  );
  assert.equal(next(wizard, [], 'verdict'), 0);
  assert.equal(next(wizard, [1], 'verdict'), 2); // B could only add "change"
  assert.equal(next(wizard, [1, undefined, 1], 'verdict'), null);
  assert.equal(next(wizard, [1, undefined, 1], 'complete'), 1);
});

test('a fact that can no longer matter to a rule is not asked', () => {
  const wizard = wizardOf(
    [yesNo(), yesNo(), yesNo()],
    [[{ all: [{ any: [A, B] }, [2, 1]] }, STOP]],
  );
  assert.equal(next(wizard, [1], 'verdict'), 2); // the first part is settled: B is not asked
  assert.equal(next(wizard, [2], 'verdict'), 1);
  assert.deepEqual(relevant(wizard, [], 'verdict'), [0, 1, 2]);
});

test('a rule for the mildest verdict asks nothing in verdict mode', () => {
  const wizard = wizardOf([yesNo()], [[A, OK]]);
  assert.equal(next(wizard, [], 'verdict'), null);
  assert.equal(next(wizard, [], 'complete'), 0);
});

test('answers to questions that are off the path do not count', () => {
  const wizard = wizardOf(
    [yesNo(), yesNo()],
    [
      [{ all: [A, B] }, STOP],
      [B, OK],
    ],
  );
  assert.deepEqual(path(wizard, [1, 1], 'verdict'), [0, 1]);
  assert.deepEqual(path(wizard, [2, 1], 'verdict'), [0]);
  assert.deepEqual(walk(wizard, [2, 1], 'verdict'), { facts: [0], known: [2], next: null });
  assert.deepEqual(walk(wizard, [undefined, 1], 'verdict'), { facts: [], known: [], next: 0 });
});

test('complete mode goes on from where verdict mode stops', () => {
  const wizard = wizardOf(
    [yesNo(), yesNo(), yesNo()],
    [
      [B, CHANGE],
      [[2, 1], CHANGE],
      [A, OK],
    ],
  );
  assert.deepEqual(path(wizard, [1, 1, 1], 'verdict'), [1]);
  assert.deepEqual(path(wizard, [1, 1, 1], 'complete'), [1, 0, 2]);
});

test('the values of a fact: each option, or each set of ticks with none alone', () => {
  assert.deepEqual(values(fact('one', 3)), [1, 2, 4]);
  assert.deepEqual(values(fact('many', 3)), [4, 1, 2, 3]);
});

test('on the path: no fact twice, always in order in verdict mode, and nothing left to ask', () => {
  for (const seed of SEEDS) {
    const wizard = randomWizard(seed);
    for (const situation of situations(wizard).slice(0, 200)) {
      for (const mode of MODES) {
        const { facts, known, next: ask } = walk(wizard, situation, mode);
        assert.equal(ask, null);
        assert.equal(new Set(facts).size, facts.length);
        if (mode === 'verdict')
          assert.deepEqual(
            facts,
            [...facts].sort((a, b) => a - b),
          );
        assert.equal(evaluate(wizard, known).verdict, evaluate(wizard, situation).verdict);
        if (mode === 'complete') {
          assert.deepEqual(evaluate(wizard, known).rules, evaluate(wizard, situation).rules);
        }
      }
    }
  }
});

test('remaining is exact: the same as trying every answer', () => {
  for (const seed of SEEDS) {
    const wizard = randomWizard(seed);
    for (const mode of MODES) {
      let answers = [];
      const roll = dice(seed + 7);
      for (;;) {
        const most = remaining(wizard, answers, mode);
        assert.equal(most, plainRemaining(wizard, answers, mode), `seed ${seed} ${mode}`);
        const ask = next(wizard, answers, mode);
        if (ask === null) break;
        const choices = values(wizard.facts[ask]);
        answers = answered(answers, ask, choices[roll(choices.length)]);
      }
    }
  }
});

test('remaining is quick for a wizard of eleven questions and ninety rules', () => {
  const roll = dice(5);
  const facts = Array.from({ length: 11 }, (_, i) => fact(i % 2 ? 'many' : 'one', 6));
  const part = () => [roll(11), 1 + roll(31)];
  const rules = Array.from({ length: 90 }, () => [{ all: [part(), part(), part()] }, 1 + roll(3)]);
  const wizard = wizardOf(facts, rules);
  for (const mode of MODES) {
    const began = performance.now();
    assert.ok(remaining(wizard, [], mode) <= 11);
    const took = performance.now() - began;
    assert.ok(took < 1000, `${mode}: ${took} ms`); // far above what it takes; a blow-up takes minutes
  }
});

test('milder: one other option is enough', () => {
  const wizard = wizardOf(
    [fact('one', 3), yesNo()],
    [
      [{ all: [[0, 0b100], B] }, STOP],
      [[0, 2], CHANGE],
    ],
  );
  assert.deepEqual(milder(wizard, [4, 1]), [
    { changes: [{ fact: 0, from: 4, to: 1 }], verdict: OK, sure: true },
    { changes: [{ fact: 1, from: 1, to: 2 }], verdict: OK, sure: true },
  ]);
});

test('milder: one box less, and the last box becomes none', () => {
  const wizard = wizardOf([fact('many', 3)], [[[0, 1], STOP]]);
  assert.deepEqual(milder(wizard, [0b011])[0].changes, [{ fact: 0, from: 0b011, to: 0b010 }]);
  assert.deepEqual(milder(wizard, [0b001])[0].changes, [{ fact: 0, from: 0b001, to: 0b100 }]);
});

test('milder: two changes only where one is not enough, each pair once', () => {
  const wizard = wizardOf(
    [fact('many', 3), yesNo()],
    [
      [[0, 1], STOP],
      [B, STOP],
    ],
  );
  assert.deepEqual(milder(wizard, [1, 1]), [
    {
      changes: [
        { fact: 0, from: 1, to: 4 },
        { fact: 1, from: 1, to: 2 },
      ],
      verdict: OK,
      sure: true,
    },
  ]);
});

test('milder: the nearest option that helps as much', () => {
  const wizard = wizardOf([fact('one', 4)], [[[0, 0b1000], STOP]]);
  assert.deepEqual(milder(wizard, [8])[0].changes, [{ fact: 0, from: 8, to: 4 }]);
  assert.equal(milder(wizard, [8]).length, 1);
});

test('milder: not sure while an unasked question could undo it', () => {
  const wizard = wizardOf(
    [yesNo(), yesNo()],
    [
      [A, STOP],
      [B, STOP],
    ],
  );
  assert.deepEqual(milder(wizard, [1]), [
    { changes: [{ fact: 0, from: 1, to: 2 }], verdict: OK, sure: false },
  ]);
});

test('milder: nothing fixed, nothing for help, nothing for the mildest verdict', () => {
  const facts = [yesNo(), yesNo()];
  assert.deepEqual(milder(wizardOf(facts, [[A, STOP]], { fixed: [0] }), [1]), []);
  assert.deepEqual(milder(wizardOf(facts, [[A, HELP]]), [1]), []);
  assert.deepEqual(milder(wizardOf(facts, [[A, STOP]]), [2]), []);
});

test('milder keeps its word on random wizards', () => {
  for (const seed of SEEDS) {
    const wizard = randomWizard(seed);
    for (const situation of situations(wizard).slice(0, 100)) {
      const { known } = walk(wizard, situation, 'verdict');
      const now = evaluate(wizard, known).verdict;
      const found = milder(wizard, known);
      assert.ok(found.length <= 3);
      for (const { changes, verdict, sure } of found) {
        let after = known;
        for (const { fact: index, from, to } of changes) {
          assert.equal(known[index], from);
          assert.ok(!wizard.fixed?.includes(index));
          assert.ok(values(wizard.facts[index]).includes(to));
          after = answered(after, index, to);
        }
        assert.ok(changes.length >= 1 && changes.length <= 2);
        assert.ok(verdict < now);
        const open = wizard.facts.flatMap((_, index) =>
          after[index] === undefined ? [index] : [],
        );
        for (const other of situations(wizard)) {
          if (
            !sure ||
            other.some((value, index) => !open.includes(index) && value !== after[index])
          )
            continue;
          assert.equal(evaluate(wizard, other).verdict, verdict, `seed ${seed}`);
        }
      }
    }
  }
});
