/** The shape of the wizard's data, as generator/wizard/export.py writes it. Never sent to a browser. */

/**
 * True when the answer to a fact has at least one bit of the mask; or a combination of such. Written
 * as the author wrote it: where a question is not asked, each test of its fact is false, and the
 * engine puts that in.
 */
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

/**
 * `grounds` asks until nothing unasked could make the verdict more severe, add a ground of law or
 * safety, or name another person. `complete` asks until every rule is decided; a guide does so. Both
 * stop at the most severe verdict: somebody needs help now.
 */
export type Mode = 'grounds' | 'complete';

export interface Option {
  readonly label: string;
  readonly hint?: string;
  /** The option inside a sentence about the post. Only the site's pages have it. */
  readonly words?: string;
  /** A good act: unticking this box, or choosing this option instead of another ("Take it out"). */
  readonly mends?: string;
}

/** At most 31, each with at most 31 options. */
export interface Fact {
  readonly id: string;
  readonly kind: 'one' | 'many';
  readonly options: readonly Option[];
  readonly ask: string;
  readonly hint?: string;
  /** What to say where nothing was chosen. Only the site's pages have it. */
  readonly error?: string;
  /** Whether it asks for danger: its options go from mild to severe, and are shown the other way. */
  readonly danger?: boolean;
  /** Where it is asked, over earlier facts; everywhere without it. */
  readonly when?: Condition;
}

/** What a verdict says in some situations. */
export interface Lead {
  readonly when: Condition;
  /** In place of the verdict's title. */
  readonly title?: string;
  readonly lead: string;
}

export interface Verdict {
  /** The ids ok, change, stop and help have a colour and an icon; `help` has a page of its own. */
  readonly id: string;
  readonly title: string;
  readonly lead: string;
  /** The first that is true is said in place of `lead`. */
  readonly leads?: readonly Lead[];
  /** What to do if it is online already. */
  readonly posted?: string;
}

export interface Rule {
  readonly when: Condition;
  readonly verdict: number;
  /** The clause it stands in; none for a rule that stands in a channel. */
  readonly clause?: number;
  readonly channel?: number;
  /** Whether its clause rests on law or safety. */
  readonly grave?: boolean;
}

/** The situations in which a channel is the one to talk to. The true ones with the highest step count. */
export interface Route {
  readonly when: Condition;
  readonly channel: number;
  readonly step: number;
}

/**
 * Its texts are HTML that the generator has made safe, but for `act` and `avoid`: those are plain. The
 * stand-alone page has its title and mark, or what is shown in danger.
 */
export interface Clause {
  readonly id?: string;
  readonly title: string;
  readonly url: string;
  /** Which of the marks it has. */
  readonly mark: number;
  /** What it says; only a guide shows it. */
  readonly text?: string;
  readonly why?: string;
  readonly instead?: string;
  readonly caution?: string;
  /** A post before and after, as plain text. Only the site's pages have it. */
  readonly rewrite?: readonly [before: string, after: string];
  readonly helplines?: readonly number[];
  /** In danger: what to do, and what not to do, each in one line. */
  readonly act?: string;
  readonly avoid?: string;
}

export interface Channel {
  readonly id?: string;
  readonly title: string;
  /** HTML that the generator has made safe. Only the site's pages have it. */
  readonly text?: string;
  readonly url: string;
  /** Whose words it is. Only the site's pages have it. */
  readonly origin?: string;
  /** How a message to them begins. */
  readonly greeting?: string;
  /** What it is ("Phone"), what it says, and an address to link to, if any. */
  readonly contact?: readonly (readonly [label: string, text: string, href: string | null])[];
  readonly answers?: string;
  /** The stage of a complaint that it stands for. */
  readonly stage?: { readonly title: string; readonly time?: string; readonly next?: string };
  /** Whether it is a body outside the school. */
  readonly outside?: boolean;
  /** Whether the school's document leaves out how to reach it. */
  readonly unlisted?: boolean;
}

export interface Helpline {
  readonly title: string;
  /** HTML that the generator has made safe. Only the site's pages have it. */
  readonly text?: string;
  readonly phone?: string;
  readonly textNumber?: string;
  readonly web?: string;
  readonly hours?: string;
  readonly note?: string;
}

/** One line of a message, said where it is true; everywhere without a condition. */
export interface Said {
  readonly when?: Condition;
  readonly say: string;
}

/**
 * A message to the person named, written from the answers; offered where `when` is true. The
 * stand-alone page has `when` alone.
 */
export interface Message {
  readonly when?: Condition;
  /** The first that is true is the subject. */
  readonly subjects: readonly Said[];
  /** Every true one is a paragraph. After one that ends with a colon there is room to write. */
  readonly lines: readonly Said[];
}

/** Facts are in the order of their questions, verdicts mild to severe. Numbers are indexes. */
export interface Wizard {
  readonly id?: string;
  readonly title: string;
  /**
   * `verdict` judges a post and `finder` names a person; `guide` asks everything that applies and
   * shows each step.
   */
  readonly kind: 'verdict' | 'finder' | 'guide';
  /** What the page says until the script runs. Only the site's pages have it. */
  readonly intro?: string;
  readonly message?: Message;
  readonly school: string;
  readonly facts: readonly Fact[];
  readonly verdicts: readonly Verdict[];
  /** The verdict where no rule is true. */
  readonly otherwise: number;
  readonly rules: readonly Rule[];
  /** Empty in a finder: its routes stand among the rules. */
  readonly routes: readonly Route[];
  /** The gravest first; for a guide in the order of its rules. */
  readonly clauses: readonly Clause[];
  readonly channels: readonly Channel[];
  readonly helplines: readonly Helpline[];
  /** How strong a clause is and whose words it is ("You must · This school"), the gravest first. */
  readonly marks: readonly string[];
  /** Pages of the site; the stand-alone page leads to the rules alone. */
  readonly links: { readonly code: string; readonly talk?: string; readonly report?: string };
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

/** Good acts that lead to a milder verdict, whatever the questions are that were not asked. */
export interface Mend {
  /** The options whose `mends` are to be done: boxes to untick, or an option to choose instead. */
  readonly options: readonly (readonly [fact: number, option: number])[];
  /** The verdict after them. */
  readonly verdict: number;
}

/** One page of the wizard: a question, or the result where `fact` is null. */
export interface Screen {
  readonly fact: number | null;
  /** Whether the parent came from the result to change an answer. */
  readonly change: boolean;
}
