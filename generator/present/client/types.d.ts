/** The shape of the deck's data, as generator/present/deck.py writes it. Never sent to a browser. */

/** A rule behind an answer: how strong it is and whose words, and its title. */
export interface Reason {
  readonly mark: string;
  readonly title: string;
}

/** Somebody to talk to, or a service to call; `line` says how. */
export interface Helper {
  readonly title: string;
  readonly line: string | null;
}

/** A story. `post` and `note` are HTML that the generator has made safe. */
export interface Card {
  readonly id: string;
  readonly title: string;
  readonly where: string;
  readonly post: string;
  readonly verdict: number;
  /** The sentence of the answer. */
  readonly lead: string;
  /** Whether the answer sends somebody for help; that comes before the rules. */
  readonly urgent: boolean;
  readonly clauses: readonly Reason[];
  readonly helpers: readonly Helper[];
  readonly discuss: readonly string[];
  readonly note: string | null;
}

export interface Verdict {
  readonly id: string;
  readonly title: string;
}

export interface Session {
  readonly title: string;
  readonly minutes: number;
  /** Indexes of its cards, in order. */
  readonly cards: readonly number[];
}

export interface Deck {
  /** What the state of this window is kept under. */
  readonly key: string;
  readonly school: string;
  readonly title: string;
  readonly invented: boolean;
  /** The address of the site without its scheme, and a code to scan, where it is known. */
  readonly address: string | null;
  readonly code: string | null;
  readonly danger: { readonly title: string; readonly phone: string } | null;
  readonly verdicts: readonly Verdict[];
  readonly cards: readonly Card[];
  readonly sessions: Readonly<Record<string, Session>>;
  /** The topics of a session, a few lines a screen. */
  readonly agenda: readonly { readonly title: string; readonly first: number; readonly lines: readonly string[] }[];
}

export type Screen =
  | { readonly kind: 'start' }
  | { readonly kind: 'agenda'; readonly page: number }
  | { readonly kind: 'card'; readonly card: Card }
  | { readonly kind: 'end' };

export interface State {
  /** A key of `sessions`, or `all`. */
  session: string;
  at: number;
  step: number;
  /** Card id → hands for each verdict. */
  counts: Record<string, number[]>;
  notes: boolean;
  black: boolean;
  /** When it was started, or 0 while it stands still; and what it counted before. Milliseconds. */
  timer: { since: number; before: number };
  /** The name that this window and its notes talk under. */
  channel: string;
}

/** What the notes window shows. */
export interface Shown {
  readonly place: string;
  readonly title: string;
  readonly step: string;
  readonly answer: string | null;
  readonly note: string | null;
  readonly discuss: readonly string[];
  readonly next: string | null;
  readonly counts: readonly (readonly [string, number])[];
  readonly timer: { readonly since: number; readonly before: number };
}
