// Gives the search's script, in its hidden frame, what it would find in a worker.
(() => {
  const page = window.parent;
  // The script looks for this name to learn that it is in a frame; another file's window may not
  // be looked into.
  window.parent = { IFrameWorker: true };
  window.postMessage = (data) => page.postMessage(data, '*');
  window.importScripts = async (...addresses) => {
    for (const address of addresses)
      await new Promise((resolve) => {
        const script = document.createElement('script');
        script.src = address;
        script.addEventListener('load', resolve);
        document.head.append(script);
      });
  };
})();
