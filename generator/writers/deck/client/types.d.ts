/** The shape of the deck's data, as generator/writers/deck/deck.py writes it. Never sent to a browser. */

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

/** A post as it would look where it is. `words` are HTML that the generator has made safe. */
export interface Post {
  readonly look: 'chat' | 'feed' | 'email';
  readonly where: string;
  readonly words: string;
  /** What a picture in it shows. */
  readonly picture: string | null;
}

/** The post in other words, and what the school says to it: the id and the title of a verdict. */
export interface After extends Post {
  readonly verdict: string;
  readonly title: string;
}

/** A story. `note` is HTML that the generator has made safe. */
export interface Card {
  readonly id: string;
  readonly title: string;
  /** What the room is told before a hard story. */
  readonly warning: string | null;
  readonly post: Post;
  readonly after: After | null;
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

/** A slide of the opener; `drawing` is SVG. */
export interface Slide {
  readonly title: string;
  readonly words: string;
  readonly say: string;
  readonly drawing: string;
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
  /** What a parents' evening or a session starts with. */
  readonly opener: { readonly title: string; readonly slides: readonly Slide[] };
  /** The topics of a session, a few lines a screen. */
  readonly agenda: readonly { readonly title: string; readonly first: number; readonly lines: readonly string[] }[];
}

export type Screen =
  | { readonly kind: 'start' }
  | { readonly kind: 'slide'; readonly slide: Slide }
  | { readonly kind: 'agenda'; readonly page: number }
  | { readonly kind: 'card'; readonly card: Card }
  | { readonly kind: 'end' };

export interface State {
  /** A key of `sessions`, `opener`, or `all`. */
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
