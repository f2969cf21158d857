// The deck and its second window: messages between two windows of one browser, and nobody else.

/**
 * Open a line under a name that only these two windows know. Where the browser has none, the
 * line says nothing and hears nothing.
 * @param {string} name
 * @param {(message: any) => void} heard
 */
export function openLine(name, heard) {
  if (typeof BroadcastChannel !== 'function') return { say() {} };
  const line = new BroadcastChannel(`deck-${name}`);
  line.addEventListener('message', ({ data }) => heard(data));
  return { say: (/** @type {unknown} */ message) => line.postMessage(message) };
}
