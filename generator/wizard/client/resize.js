// For the page of another site: gives the wizard's <iframe> the height of what it shows.
// It has no border then: a style in the line that staff paste is forbidden on many sites.
// It listens to frames of the folder it was loaded from, and takes a height from them, nothing else.

const own = new URL('.', /** @type {HTMLScriptElement} */ (document.currentScript).src);

/** The wizard's frames on this page. */
function frames() {
  return [...document.querySelectorAll('iframe')].filter((frame) => frame.src.startsWith(own.href));
}

/** Ask each frame for its height: it may have spoken before anybody listened. */
function ask() {
  for (const frame of frames()) frame.contentWindow?.postMessage('height', '*');
}

addEventListener('message', ({ origin, source, data }) => {
  if (origin !== own.origin) return;
  const frame = frames().find(({ contentWindow }) => contentWindow === source);
  const height = data?.wizard;
  if (!frame || !Number.isFinite(height)) return;
  frame.style.height = `${height}px`;
  frame.style.border = '0';
  if (data.moved && frame.getBoundingClientRect().top < 0) frame.scrollIntoView();
});
addEventListener('DOMContentLoaded', ask);
ask();
