// What the deck itself says, and how it makes elements. The stories come with the data.

export const SAYS = {
  invented: 'Every story here is invented. Please say no real names.',
  kind: 'If a story is close to you, you may step outside. Talk to us afterwards.',
  all: 'All the stories',
  stories: (/** @type {number} */ count) => `${count} stories`,
  liveTitle: 'Ask the wizard together',
  liveWords: 'The room answers',
  slides: (/** @type {number} */ count) => `${count} slides to start with`,
  agenda: 'Today',
  hard: 'The next story is hard',
  wayOut: 'You may step outside now. Nobody asks why.',
  cannot: 'You can talk to us afterwards, or ask for this story to be left out.',
  skip: 'Leave this story out',
  hardNote:
    'Say it, and wait until those who want to go have gone. The next key shows the story. K leaves it out.',
  thanks: 'Thank you for coming',
  remember: 'Before you post: stop, read it again, and think who can help.',
  danger: (/** @type {string} */ phone) => `If someone is in danger, call ${phone}.`,
  find: 'All of it is here: ',
  code: 'A code to scan: it opens these pages',
  print: 'Print the results',
  again: 'Start again',
  story: 'Invented',
  picture: 'A picture',
  before: 'Before',
  after: 'After',
  what: 'What would you do?',
  handsFor: (/** @type {string} */ title) => `Hands for “${title}”`,
  less: (/** @type {string} */ title) => `One hand less for “${title}”`,
  school: 'The school’s answer',
  mark: ' ✓',
  room: (/** @type {number} */ hands) => `The room: ${hands} ${hands === 1 ? 'hand' : 'hands'}`,
  noCount: 'No hands were counted.',
  why: 'The rules behind it',
  who: 'Who can help',
  discuss: 'Talk about it',
  sheet: (/** @type {string} */ school) => `${school}: results of the session`,
  sheetLead: 'Hands counted for each story. No names are kept.',
  blanks: ['Date', 'People in the room'],
  storyColumn: 'Story',
  place: (/** @type {number} */ at, /** @type {number} */ all) => `${at} of ${all}`,
  back: 'Back',
  next: 'Next',
  on: /** @type {Record<string, string>} */ ({ warning: 'Show the story', post: 'Show the answer' }),
  reveal: 'Show the answer',
  menu: 'Keys and more',
  close: 'Close',
  handKeys: 'Keys 1 to 4 count a hand. With Shift they take one away.',
  noWindow: 'The second window did not open, or cannot talk to this one. The notes are shown here.',
  notes: 'Notes',
  noNote: 'No note for this screen.',
  upNext: 'Next:',
  last: 'This is the last screen.',
  clock: 'Clock',
  timer: 'Timer',
  waiting: 'Open the deck first, then open these notes from it.',
  answerIs: 'The school’s answer:',
  leave: 'Leave',
};

/** @typedef {Node | string | null | undefined | false | readonly unknown[]} Part */

/**
 * Make an element.
 * @param {string} kind  its tag and its classes, with dots between
 * @param {Record<string, string | number | boolean | null | undefined | (() => void)>} attributes
 *   true gives an empty attribute; false and nothing leave it out; a function is called on click
 * @param {...Part} parts
 */
export function make(kind, attributes, ...parts) {
  const [tag, ...classes] = kind.split('.');
  const element = document.createElement(tag);
  element.className = classes.join(' ');
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener('click', value);
    else if (value || value === 0) element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(.../** @type {(Node | string)[]} */ (parts.flat(Infinity).filter(Boolean)));
  return element;
}
