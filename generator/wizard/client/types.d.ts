/** The shape of the wizard's data, as generator/wizard/export.py writes it. Never sent to a browser. */

/** True when the answer to a fact has at least one bit of the mask; or a combination of such. */
export type Condition =
  | readonly [fact: number, mask: number]
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

/**
 * One bitmask a fact: option i is bit `1 << i`. A fact of kind `one` has exactly one bit. A fact of
 * kind `many` has one or more; its last option means "none of these" and stands alone. A fact
 * without an answer is undefined.
 */
export type Answers = (number | undefined)[];

/** `verdict` stops when nothing can be more severe; `complete` goes on until every rule is decided. */
export type Mode = 'verdict' | 'complete';

export interface Option {
  readonly label: string;
  readonly hint?: string | null;
  /** The option inside a sentence about the post. */
  readonly words: string;
}

export interface Fact {
  readonly id: string;
  readonly kind: 'one' | 'many';
  readonly options: readonly Option[];
  readonly ask: string;
  readonly hint?: string | null;
  readonly error: string;
}

export interface Verdict {
  /** The ids ok, change, stop and help have a colour and an icon; `help` shows helplines first. */
  readonly id: string;
  readonly title: string;
  readonly lead: string;
  /** The heading over what to do now. */
  readonly next: string;
  readonly posted?: string | null;
}

export interface Rule {
  readonly when: Condition;
  readonly verdict: number;
  /** The clause it stands in; none for a rule that stands in a channel. */
  readonly clause?: number | null;
  readonly channel?: number | null;
}

/** Its texts are HTML that the generator has made safe. */
export interface Clause {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly basis: string;
  /** What it says; only a guide shows it. */
  readonly text?: string | null;
  readonly why?: string | null;
  readonly instead?: string | null;
  readonly caution?: string | null;
  readonly helplines?: readonly number[];
}

export interface Channel {
  readonly id: string;
  readonly title: string;
  /** HTML that the generator has made safe. */
  readonly text: string;
  readonly url: string;
  /** What it is ("Phone"), what it says, and an address to link to, if any. */
  readonly contact?: readonly (readonly [label: string, text: string, href: string | null])[];
  readonly answers?: string | null;
  /** The stage of a complaint that it stands for. */
  readonly stage?: { readonly title: string; readonly time?: string; readonly next?: string } | null;
  /** Whether it is a body outside the school. */
  readonly outside?: boolean;
  /** Whether the school's document leaves out how to reach it. */
  readonly unlisted?: boolean;
}

export interface Helpline {
  readonly title: string;
  /** HTML that the generator has made safe. */
  readonly text: string;
  readonly phone?: string | null;
  readonly textNumber?: string | null;
  readonly web?: string | null;
  readonly hours?: string | null;
  readonly note?: string | null;
}

/** Facts are in the order of their questions, verdicts mild to severe. Numbers are indexes. */
export interface Wizard {
  readonly id: string;
  readonly title: string;
  /**
   * `verdict` judges a post and `finder` names a person; both stop once nothing unasked can matter.
   * `guide` asks everything that applies and shows each step.
   */
  readonly kind: 'verdict' | 'finder' | 'guide';
  readonly intro: string;
  /** A message to take away, offered with a channel. */
  readonly message?: string | null;
  readonly school: string;
  readonly facts: readonly Fact[];
  readonly verdicts: readonly Verdict[];
  readonly otherwise: number;
  readonly rules: readonly Rule[];
  readonly clauses: readonly Clause[];
  readonly channels: readonly Channel[];
  readonly helplines: readonly Helpline[];
  readonly basis: Readonly<Record<string, string>>;
  readonly links: { readonly talk: string; readonly code: string; readonly report: string };
  /** Facts that a person cannot choose, such as who is in danger. */
  readonly fixed?: readonly number[];
  /** What to write before a clause's or a channel's url. */
  readonly root: string;
}

export interface Outcome {
  readonly verdict: number;
  /** The rules that are true. */
  readonly rules: number[];
  /** The rules that are neither true nor false yet. */
  readonly undecided: number[];
}

/** The questions on the path so far, their answers alone, and the next question, if any. */
export interface Walk {
  readonly facts: number[];
  readonly known: Answers;
  readonly next: number | null;
}

export interface Change {
  readonly fact: number;
  readonly from: number;
  readonly to: number;
}

export interface Suggestion {
  readonly changes: Change[];
  /** The verdict after the changes; while not `sure`, the mildest it can be. */
  readonly verdict: number;
  /** Whether no unasked question could make it more severe. */
  readonly sure: boolean;
}

/** One page of the wizard: a question, or the result where `fact` is null. */
export interface Screen {
  readonly fact: number | null;
  readonly mode: Mode;
  /** Whether the parent came from the result to change an answer. */
  readonly change: boolean;
}
