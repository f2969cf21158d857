// Copy buttons of the pages for staff. Without this script every text can still be selected.

/** What the buttons say, and what is said once a copy is made. */
const WORDS = {
  mail: 'Copy for mail',
  text: 'Copy as plain text',
  html: 'Copy as HTML',
  subject: 'Copy the subject',
  address: 'Copy the address',
  line: 'Copy the line',
  copied: 'Copied',
  failed: 'Select the words and copy them by hand',
};

const said = document.createElement('p');
said.setAttribute('role', 'status');
said.className = 'said share__said';
document.querySelector('.md-content__inner')?.append(said);

/**
 * Put words on the clipboard, with the same as HTML where a program can take it.
 * @param {string} text
 * @param {string} [html]
 */
async function copy(text, html) {
  try {
    const parts = { 'text/plain': text, ...(html && { 'text/html': html }) };
    const blobs = Object.entries(parts).map(([type, part]) => [type, new Blob([part], { type })]);
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    return true;
  } catch {
    return copyTheOldWay(text, html); // a page opened from a file, or over http
  }
}

/**
 * @param {string} text
 * @param {string} [html]
 */
function copyTheOldWay(text, html) {
  const fill = (/** @type {ClipboardEvent} */ event) => {
    event.clipboardData?.setData('text/plain', text);
    if (html) event.clipboardData?.setData('text/html', html);
    event.preventDefault();
  };
  addEventListener('copy', fill, { once: true });
  const done = document.execCommand('copy');
  removeEventListener('copy', fill);
  return done;
}

/**
 * @param {Element} place  after this the button stands
 * @param {string} label
 * @param {string} about  what is copied, for those who cannot see where the button stands
 * @param {string} text
 * @param {string} [html]
 */
function offer(place, label, about, text, html) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button button--quiet';
  button.textContent = label;
  button.setAttribute('aria-label', `${label}: ${about}`);
  button.addEventListener('click', async () => {
    said.textContent = '';
    const done = await copy(text, html);
    said.textContent = done ? WORDS.copied : WORDS.failed;
    button.textContent = done ? WORDS.copied : label;
    button.addEventListener('blur', () => (button.textContent = label), { once: true });
  });
  place.append(button);
}

for (const share of document.querySelectorAll('[data-share]')) {
  const title = share.querySelector('h3')?.textContent ?? '';
  const part = (/** @type {string} */ name) => share.querySelector(`[data-share-${name}]`);
  const [text, html] = ['text', 'html'].map((name) => part(name)?.textContent ?? '');
  const buttons = document.createElement('p');
  buttons.className = 'share__buttons';
  share.querySelector('.share__words')?.after(buttons);
  const subject = part('subject')?.textContent;
  if (subject) offer(buttons, WORDS.subject, title, subject);
  if (html) offer(buttons, WORDS.mail, title, text, html);
  offer(buttons, WORDS.text, title, text);
  if (html) offer(buttons, WORDS.html, title, html);
  const address = part('address')?.getAttribute('data-share-address');
  if (address) offer(buttons, WORDS.address, title, address);
  const line = part('line')?.textContent;
  if (line) offer(buttons, WORDS.line, title, line);
}
