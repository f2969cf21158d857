// Small made-up wizards for the engine's tests, and a plain, slow reading of what the engine means.

/** A fact with so many options; for `many` the last one is "none". */
export function fact(kind, options, more = {}) {
  const id = `${kind}${options}`;
  return {
    id,
    kind,
    ask: `${id}?`,
    error: 'Choose',
    options: Array.from({ length: options }, (_, i) => ({ label: `option ${i}` })),
    ...more,
  };
}

/** The same fact, with something to do about these options. */
export function mendable(made, ...options) {
  return {
    ...made,
    options: made.options.map((each, i) => (options.includes(i) ? { ...each, mends: `${i}` } : each)),
  };
}

/** A wizard with four verdicts; a rule is [condition, verdict, more]. */
export function wizardOf(facts, rules, more = {}) {
  return {
    kind: 'verdict',
    facts,
    rules: rules.map(([when, verdict, grave]) => ({ when, verdict, clause: 0, ...grave })),
    routes: [],
    verdicts: ['ok', 'change', 'stop', 'help'].map((id) => ({ id, title: id, lead: `${id}.` })),
    otherwise: 0,
    ...more,
  };
}

/** Random numbers that are the same on every run (mulberry32). */
export function dice(seed) {
  return (below) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/** A random wizard, small enough to try every situation. */
export function randomWizard(seed) {
  const roll = dice(seed);
  const sizes = Array.from({ length: 2 + roll(4) }, () => [roll(3) ? 'one' : 'many', 2 + roll(2)]);
  const condition = (depth, below) => {
    const kind = depth ? roll(6) : 5;
    const parts = () => Array.from({ length: 1 + roll(3) }, () => condition(depth - 1, below));
    if (kind === 0) return { not: condition(depth - 1, below) };
    if (kind === 1) return { any: parts() };
    if (kind < 4) return { all: parts() };
    const index = roll(below);
    return [index, 1 + roll((1 << sizes[index][1]) - 1)];
  };
  const facts = sizes.map(([kind, options], index) =>
    mendable(
      fact(kind, options, index && !roll(3) ? { when: condition(1, index) } : {}),
      ...Array.from({ length: options - (kind === 'many') }, (_, i) => i).filter(() => roll(2)),
    ),
  );
  const some = (most, make) => Array.from({ length: roll(most) }, make);
  const any = () => condition(2, facts.length);
  const rules = [any, ...some(5, () => any)].map((make) => [
    make(),
    roll(4),
    { ...(roll(3) ? {} : { grave: true }), ...(roll(2) ? {} : { channel: roll(3) }) },
  ]);
  const routes = some(4, () => ({ when: any(), channel: roll(3), step: roll(3) }));
  return wizardOf(facts, rules, { routes });
}

/** Kleene's three values, written as a table would have it. Where a question is not asked, not so. */
export function plainTruth(wizard, when, answers) {
  if (Array.isArray(when)) {
    const [index, mask] = when;
    const { when: guard, options } = wizard.facts[index];
    const asked = guard ? plainTruth(wizard, guard, answers) : true;
    if (mask === (1 << options.length) - 1 || asked === false) return asked;
    const value = answers[index] === undefined ? undefined : (answers[index] & mask) !== 0;
    return value === false || asked ? value : undefined;
  }
  if (when.not) {
    const value = plainTruth(wizard, when.not, answers);
    return value === undefined ? undefined : !value;
  }
  const values = (when.all ?? when.any).map((part) => plainTruth(wizard, part, answers));
  const decisive = Boolean(when.any);
  if (values.includes(decisive)) return decisive;
  return values.includes(undefined) ? undefined : !decisive;
}

/** The facts tested in the parts of a condition that the answers leave open. */
export function plainOpen(wizard, when, answers) {
  if (plainTruth(wizard, when, answers) !== undefined) return [];
  if (when.not) return plainOpen(wizard, when.not, answers);
  if (when.all ?? when.any)
    return (when.all ?? when.any).flatMap((part) => plainOpen(wizard, part, answers));
  const { when: guard, options } = wizard.facts[when[0]];
  const asked = guard ? plainOpen(wizard, guard, answers) : [];
  const full = when[1] === (1 << options.length) - 1;
  return full || answers[when[0]] !== undefined ? asked : [...asked, when[0]];
}

/** The next question: the first fact in what is worth asking about. */
export function plainNext(wizard, answers, mode) {
  const valued = (items) =>
    items.map((item) => ({ ...item, value: plainTruth(wizard, item.when, answers) }));
  const rules = valued(wizard.rules);
  const routes = mode === 'grounds' ? valued(wizard.routes) : [];
  const best = (items, part, least) =>
    Math.max(least, ...items.filter(({ value }) => value).map((item) => item[part]));
  const verdict = best(rules, 'verdict', wizard.otherwise);
  const step = best(routes, 'step', -1);
  if (verdict === wizard.verdicts.length - 1) return null;
  const worth = [
    ...rules.filter((rule) => mode === 'complete' || rule.verdict > verdict || rule.grave),
    ...routes.filter((route) => route.step > step),
  ];
  const facts = worth.flatMap(({ when }) => plainOpen(wizard, when, answers));
  return facts.length ? Math.min(...facts) : null;
}

/** Every answer that a fact can have: each option, or each set of ticks with "none" alone. */
export function values({ kind, options }) {
  const last = options.length - 1;
  if (kind === 'one') return options.map((_, index) => 1 << index);
  return Array.from({ length: 1 << last }, (_, boxes) => boxes || 1 << last);
}

/** The answers with one more. */
export function answered(answers, index, value) {
  const more = answers.slice();
  more[index] = value;
  return more;
}

/** The most questions that can come: try every answer to every question. */
export function plainRemaining(wizard, answers, mode) {
  const ask = plainNext(wizard, answers, mode);
  if (ask === null) return 0;
  const runs = values(wizard.facts[ask]).map((value) =>
    plainRemaining(wizard, answered(answers, ask, value), mode),
  );
  return 1 + Math.max(...runs);
}

/** Every full set of answers. */
export function situations(wizard, answers = []) {
  if (answers.length === wizard.facts.length) return [answers];
  return values(wizard.facts[answers.length]).flatMap((value) =>
    situations(wizard, [...answers, value]),
  );
}
