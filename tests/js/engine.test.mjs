// What the wizard's engine means, on small wizards made for each case and on random ones.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  evaluate,
  leadOf,
  named,
  truth,
  walk,
} from '../../generator/wizard/client/engine.js';
import { mendsOf } from '../../generator/wizard/client/mends.js';
import { remaining } from '../../generator/wizard/client/remaining.js';
import {
  answered,
  dice,
  fact,
  mendable,
  plainNext,
  plainRemaining,
  plainTruth,
  randomWizard,
  situations,
  values,
  wizardOf,
} from './worlds.mjs';

const SEEDS = Array.from({ length: 300 }, (_, seed) => seed);
const MODES = ['grounds', 'complete'];
const [OK, CHANGE, STOP, HELP] = [0, 1, 2, 3];
const A = [0, 1];
const B = [1, 1];
const C = [2, 1];
const GRAVE = { grave: true };
const yesNo = (more) => fact('one', 2, more);
const next = (wizard, answers, mode = 'grounds') => walk(wizard, answers, mode).next;
const path = (wizard, answers, mode = 'grounds') => walk(wizard, answers, mode).facts;
const three = wizardOf([fact('one', 3), fact('one', 3)], []);

test('a test is true when the answer shares a bit with the mask', () => {
  const wizard = wizardOf([fact('many', 4)], []);
  assert.equal(truth(wizard, [0, 0b011], [0b010]), true);
  assert.equal(truth(wizard, [0, 0b011], [0b100]), false);
  assert.equal(truth(wizard, [0, 0b011], [0b110]), true);
  assert.equal(truth(wizard, [0, 0b011], []), undefined);
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
  ['every option at once needs no answer', [0, 0b111], [], true],
]) {
  test(`truth: ${name}`, () => assert.equal(truth(three, when, answers), value));
}

test('where a question is not asked, its answer does not count and every test of it is false', () => {
  const wizard = wizardOf([yesNo(), yesNo({ when: A }), yesNo({ when: B })], []);
  assert.equal(truth(wizard, B, [2]), false);
  assert.equal(truth(wizard, B, [2, 1]), false);
  assert.equal(truth(wizard, { not: B }, [2]), true);
  assert.equal(truth(wizard, [1, 3], [2]), false);
  assert.equal(truth(wizard, [1, 3], [1]), true);
  assert.equal(truth(wizard, B, [undefined, 1]), undefined);
  assert.equal(truth(wizard, B, [undefined, 2]), false);
  assert.equal(truth(wizard, C, [2, 1, 1]), false); // nor is a question that depends on it
  assert.equal(truth(wizard, C, [1, 1, 1]), true);
});

test('none of these is true where it is ticked, and not where the question is not asked', () => {
  const wizard = wizardOf([yesNo(), fact('many', 3, { when: A })], []);
  assert.equal(truth(wizard, [1, 0b100], [1, 0b100]), true);
  assert.equal(truth(wizard, [1, 0b100], [1, 0b010]), false);
  assert.equal(truth(wizard, [1, 0b101], [1, 0b001]), true);
  assert.equal(truth(wizard, [1, 0b101], [1, 0b010]), false);
  assert.equal(truth(wizard, [1, 0b100], [2, 0b100]), false);
  assert.equal(truth(wizard, { not: [1, 0b100] }, [2]), true);
});

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
        assert.equal(
          truth(wizard, when, answers),
          plainTruth(wizard, when, answers),
          `seed ${seed}`,
        );
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

test('what is asked: only what can still make the verdict more severe', () => {
  const wizard = wizardOf(
    [yesNo(), yesNo(), yesNo()],
    [
      [A, STOP],
      [B, CHANGE],
      [C, HELP],
    ],
  );
  assert.deepEqual(walk(wizard, [1], 'grounds'), { facts: [0], known: [1], next: 2 });
  assert.equal(next(wizard, [1, undefined, 2]), null); // B could only add "change"
  assert.equal(next(wizard, [1, undefined, 2], 'complete'), 1);
});

test('what is asked: a grave rule too, however severe the verdict is already', () => {
  const rules = [
    [A, STOP],
    [B, CHANGE, GRAVE],
  ];
  assert.equal(next(wizardOf([yesNo(), yesNo()], rules), [1]), 1);
  const ok = wizardOf([yesNo(), yesNo()], [[B, OK, GRAVE]]);
  assert.deepEqual(path(ok, [1, 1]), [1]);
});

test('at the most severe verdict nothing more is asked', () => {
  const facts = [yesNo(), yesNo(), yesNo()];
  const rules = [
    [A, HELP],
    [B, STOP, GRAVE],
  ];
  const wizard = wizardOf(facts, rules, { routes: [{ when: C, channel: 0, step: 3 }] });
  assert.equal(next(wizard, [1]), null);
  assert.equal(next(wizard, [1], 'complete'), null);
  assert.deepEqual(path(wizard, [2, 1, 1]), [0, 1, 2]);
});

test('what is asked: a route that leads further than those that are true', () => {
  const routes = [
    { when: A, channel: 0, step: 1 },
    { when: B, channel: 1, step: 1 },
    { when: C, channel: 2, step: 2 },
  ];
  const wizard = wizardOf([yesNo(), yesNo(), yesNo()], [], { routes });
  assert.deepEqual(path(wizard, [1, 1, 1]), [0, 2]);
  assert.deepEqual(path(wizard, [2, 1, 1]), [0, 1, 2]);
  assert.equal(next(wizard, [], 'complete'), null); // a guide names every channel of its rules
});

test('a fact that can no longer matter to a rule is not asked', () => {
  const wizard = wizardOf(
    [yesNo(), yesNo(), yesNo()],
    [[{ all: [{ any: [A, B] }, C] }, STOP]],
  );
  assert.equal(next(wizard, [1]), 2); // the first part is settled: B is not asked
  assert.equal(next(wizard, [2]), 1);
});

test('a question comes only after those in its condition, and only where it is true', () => {
  const wizard = wizardOf([yesNo(), yesNo({ when: A })], [[B, STOP]]);
  assert.deepEqual(path(wizard, [1, 1]), [0, 1]);
  assert.deepEqual(path(wizard, [2, 1]), [0]);
  assert.deepEqual(walk(wizard, [undefined, 1], 'grounds'), { facts: [], known: [], next: 0 });
  assert.equal(remaining(wizard, [], 'grounds'), 2);
});

test('answers to questions that are off the path do not count', () => {
  const wizard = wizardOf([yesNo(), yesNo()], [[{ all: [A, B] }, STOP]]);
  assert.deepEqual(walk(wizard, [2, 1], 'grounds'), { facts: [0], known: [2], next: null });
});

test('on the path: in order, as the plain reading asks, and nothing left that could matter', () => {
  for (const seed of SEEDS) {
    const wizard = randomWizard(seed);
    const top = wizard.verdicts.length - 1;
    for (const situation of situations(wizard).slice(0, 200)) {
      for (const mode of MODES) {
        const { facts, known, next: ask } = walk(wizard, situation, mode);
        assert.equal(ask, null);
        let before = [];
        for (const each of facts) {
          assert.equal(plainNext(wizard, before, mode), each, `seed ${seed}`);
          before = answered(before, each, situation[each]);
        }
        assert.equal(plainNext(wizard, known, mode), null);
        const [seen, all] = [evaluate(wizard, known), evaluate(wizard, situation)];
        assert.equal(seen.verdict, all.verdict);
        if (seen.verdict === top) continue;
        if (mode === 'complete') assert.deepEqual(seen.rules, all.rules);
        else {
          const grave = (rules) => rules.filter((at) => wizard.rules[at].grave);
          assert.deepEqual(grave(seen.rules), grave(all.rules));
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

test('remaining is quick for a question of twelve boxes among eleven others and eighty rules', () => {
  const roll = dice(5);
  const facts = Array.from({ length: 12 }, (_, i) =>
    i === 1 ? fact('many', 13) : fact(i % 3 ? 'one' : 'many', 6),
  );
  const near = (i, by) => Math.min(11, Math.max(0, i + by));
  const rules = Array.from({ length: 80 }, (_, i) => {
    const at = i % 12;
    const part = (index) => [index, 1 << roll(facts[index].options.length)];
    return [{ all: [part(at), part(near(at, 1)), part(near(at, roll(2)))] }, 1 + roll(3)];
  });
  const wizard = wizardOf(facts, rules);
  for (const mode of MODES) {
    const began = performance.now();
    assert.ok(remaining(wizard, [], mode) <= 12);
    const took = performance.now() - began;
    assert.ok(took < 5000, `${mode}: ${took} ms`); // far above what it takes; a blow-up takes minutes
  }
});

test('the person named is that of the furthest route, else of the rules that decide', () => {
  const facts = [yesNo(), yesNo(), yesNo(), yesNo()];
  const rules = [
    [[3, 1], HELP, { channel: 9 }],
    [A, STOP, { channel: 5 }],
    [A, CHANGE, { channel: 6 }],
    [A, STOP],
  ];
  const routes = [
    { when: B, channel: 1, step: 1 },
    { when: B, channel: 2, step: 1 },
    { when: C, channel: 3, step: 2 },
    { when: B, channel: 1, step: 1 },
  ];
  const wizard = wizardOf(facts, rules, { routes });
  assert.deepEqual(named(wizard, [1, 2, 2, 2]), [5]);
  assert.deepEqual(named(wizard, [1, 1, 2, 2]), [1, 2]);
  assert.deepEqual(named(wizard, [1, 1, 1, 2]), [3]);
  assert.deepEqual(named(wizard, [2, 2, 2, 2]), []);
  assert.deepEqual(named(wizard, [1, 1, 1, 1]), [9]);
  assert.deepEqual(named(wizard, [1]), [5]); // what is not known names nobody
});

test('at the mildest verdict a route names somebody only where a message is offered', () => {
  const routes = [{ when: A, channel: 1, step: 0 }];
  const facts = [yesNo(), yesNo()];
  const ok = [[A, OK, { channel: 5 }]];
  assert.deepEqual(named(wizardOf(facts, ok, { routes }), [1, 1]), [5]);
  assert.deepEqual(named(wizardOf(facts, ok, { routes, message: {} }), [1, 1]), [1]);
  const message = { when: B };
  assert.deepEqual(named(wizardOf(facts, ok, { routes, message }), [1, 1]), [1]);
  assert.deepEqual(named(wizardOf(facts, ok, { routes, message }), [1, 2]), [5]);
  assert.deepEqual(named(wizardOf(facts, ok, { routes, message }), [1]), [5]);
  assert.deepEqual(named(wizardOf(facts, [[A, CHANGE]], { routes, message }), [1, 2]), [1]);
});

test('the sentence is the first that is true, and its title takes the place of the other', () => {
  const wizard = wizardOf([yesNo(), yesNo()], []);
  wizard.verdicts[OK].leads = [
    { when: { all: [A, B] }, title: 'Both', lead: 'Two.' },
    { when: A, lead: 'One.' },
  ];
  assert.deepEqual(leadOf(wizard, [1, 1]), { title: 'Both', lead: 'Two.' });
  assert.deepEqual(leadOf(wizard, [1, 2]), { title: 'ok', lead: 'One.' });
  assert.deepEqual(leadOf(wizard, [1]), { title: 'ok', lead: 'One.' });
  assert.deepEqual(leadOf(wizard, [2]), { title: 'ok', lead: 'ok.' });
});

test('mends: each option that is good and enough, and no other', () => {
  const wizard = wizardOf(
    [mendable(fact('one', 3), 0), mendable(yesNo(), 1)],
    [
      [{ all: [[0, 0b100], B] }, STOP],
      [[0, 2], CHANGE],
    ],
  );
  assert.deepEqual(mendsOf(wizard, [4, 1]), [
    { options: [[0, 0]], verdict: OK },
    { options: [[1, 1]], verdict: OK },
  ]);
});

test('mends: a box that is not ticked any more; the last one leaves none', () => {
  const wizard = wizardOf(
    [mendable(fact('many', 4), 0, 1)],
    [
      [[0, 1], STOP],
      [[0, 2], CHANGE],
      [[0, 4], CHANGE],
    ],
  );
  assert.deepEqual(mendsOf(wizard, [0b011]), [{ options: [[0, 0]], verdict: CHANGE }]);
  assert.deepEqual(mendsOf(wizard, [0b001]), [{ options: [[0, 0]], verdict: OK }]);
  assert.deepEqual(mendsOf(wizard, [0b100]), []); // no good act is known for it
});

test('mends: all boxes together only where no single act is enough', () => {
  const wizard = wizardOf(
    [mendable(fact('many', 3), 0), mendable(fact('many', 3), 0), mendable(yesNo(), 1)],
    [
      [A, STOP],
      [B, STOP],
      [C, CHANGE],
    ],
  );
  assert.deepEqual(mendsOf(wizard, [1, 1, 1]), [
    {
      options: [
        [0, 0],
        [1, 0],
      ],
      verdict: CHANGE,
    },
  ]);
  assert.deepEqual(mendsOf(wizard, [1, 2, 2]), [{ options: [[0, 0]], verdict: OK }]);
});

test('mends: none while a question that was not asked could undo it', () => {
  const facts = [mendable(yesNo(), 1), yesNo()];
  const wizard = wizardOf(facts, [
    [A, STOP],
    [B, STOP],
  ]);
  assert.deepEqual(mendsOf(wizard, [1]), []);
  assert.deepEqual(mendsOf(wizard, [1, 2]), [{ options: [[0, 1]], verdict: OK }]);
});

test('mends: none for the most severe verdict, none for the mildest', () => {
  const facts = [mendable(yesNo(), 1)];
  assert.deepEqual(mendsOf(wizardOf(facts, [[A, HELP]]), [1]), []);
  assert.deepEqual(mendsOf(wizardOf(facts, [[A, STOP]]), [2]), []);
});

test('mends keep their word on random wizards, whatever the other answers', () => {
  let kept = 0;
  for (const seed of SEEDS) {
    const wizard = randomWizard(seed);
    const all = situations(wizard);
    for (const situation of all.slice(0, 60)) {
      const { known } = walk(wizard, situation, 'grounds');
      const now = evaluate(wizard, known).verdict;
      for (const { options, verdict } of mendsOf(wizard, known)) {
        assert.ok(verdict < now);
        const after = known.slice();
        for (const [index, option] of options) {
          const { kind, options: labels } = wizard.facts[index];
          assert.ok(labels[option].mends);
          const rest = after[index] & ~(1 << option);
          after[index] = kind === 'one' ? 1 << option : rest || 1 << (labels.length - 1);
        }
        for (const other of all) {
          if (other.some((value, index) => after[index] && after[index] !== value)) continue;
          assert.equal(evaluate(wizard, other).verdict, verdict, `seed ${seed}`);
          kept += 1;
        }
      }
    }
  }
  assert.ok(kept > 100);
});
