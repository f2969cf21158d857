// Posts as they look where they are: a bubble in a chat, a card in a feed, an email.

/** @import {Card, Deck, Post} from './types' */
import { SAYS, make } from './words.js';

const DRAWN = {
  chat: '<circle cx="8.5" cy="8" r="3.5"/><path d="M1.5 20c0-4 3-6.5 7-6.500s7 2.5 7 6.5"/><path d="M15.5 4.800a3.5 3.5 0 0 1 0 6.400M18 14c2.8.8 4.5 3 4.5 6"/>',
  feed: '<circle cx="12" cy="8.5" r="4.5"/><path d="M3.5 21c0-4.8 3.7-7.5 8.5-7.500s8.5 2.7 8.5 7.5"/>',
  email: '<rect x="2" y="4.5" width="20" height="15" rx="2"/><path d="m2.5 6 9.5 7.500L21.5 6"/>',
  picture: '<rect x="2" y="3.5" width="20" height="17" rx="2"/><circle cx="8" cy="9" r="2"/><path d="m3 19 6-5.5 3.5 3L17 11l5 5"/>',
  like: '<path d="M12 20.5 3.7 12a5 5 0 0 1 0-7.2 5.2 5.2 0 0 1 7.3 0l1 1 1-1a5.2 5.2 0 0 1 7.3 0 5 5 0 0 1 0 7.200Z"/>',
  reply: '<path d="M3 4.500h18v12H10l-5 4.500v-4.500H3Z"/>',
  then: '<path d="M3 12h17m-7-7 7 7-7 7"/>',
  share: '<path d="M14 5v4C7 9.5 3.5 13 3 19.5 5.5 16 9 14.5 14 14.500V19l7.5-7Z"/>',
};

/**
 * @param {keyof typeof DRAWN} name
 * @param {string} [says]  what it says to those who cannot see it; without, it only decorates
 */
function icon(name, says) {
  const drawn = make('span.icon', says ? { role: 'img', 'aria-label': says } : { 'aria-hidden': 'true' });
  drawn.innerHTML = `<svg viewBox="0 0 24 24">${DRAWN[name]}</svg>`;
  return drawn;
}

const INVENTED = () => make('span.tag', {}, SAYS.story);

/**
 * A post that the room can take for one.
 * @param {Post} post
 * @param {Node | null} tag
 */
export function drawPost(post, tag = INVENTED()) {
  const words = make('div.post__words', {});
  words.innerHTML = post.words;
  const picture =
    post.picture && make('p.post__picture', {}, icon('picture', SAYS.picture), make('span', {}, post.picture));
  return make(
    `figure.post.post--${post.look}`,
    {},
    make('figcaption', {}, icon(post.look), make('span.post__where', {}, post.where), tag),
    make('div.post__body', {}, make('div.post__bubble', {}, picture, words)),
    post.look === 'feed' && make('div.post__acts', {}, icon('like'), icon('reply'), icon('share')),
  );
}

/**
 * The post of a story beside its other words.
 * @param {Deck} deck
 * @param {Card} story
 */
export function beforeAndAfter(deck, story) {
  const { post, after } = story;
  if (!after) return null;
  const verdict = deck.verdicts[story.verdict];
  return make(
    'div.sides',
    {},
    side(SAYS.before, post, verdict.id, verdict.title),
    icon('then'),
    side(SAYS.after, after, after.verdict, after.title),
  );
}

/**
 * @param {string} title
 * @param {Post} post
 * @param {string} verdict
 * @param {string} answer
 */
function side(title, post, verdict, answer) {
  return make(
    'section.side',
    {},
    make('h2', {}, title, ' ', INVENTED()),
    drawPost(post, null),
    make(`p.side__answer.is-${verdict}`, {}, answer),
  );
}
