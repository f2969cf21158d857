// A page that is read from a disk may start no worker. A hidden frame does the work instead.
(() => {
  const here = document.currentScript.src;

  window.Worker = class extends EventTarget {
    constructor() {
      super();
      const frame = document.createElement('iframe');
      frame.hidden = true;
      frame.title = 'Search';
      frame.src = new URL('search.html', here).href;
      this.ready = new Promise((resolve) => {
        frame.addEventListener('load', () => resolve(frame.contentWindow));
      });
      addEventListener('message', ({ source, data }) => {
        if (source === frame.contentWindow) this.dispatchEvent(new MessageEvent('message', { data }));
      });
      document.body.append(frame);
    }

    async postMessage(data) {
      // Not the frame's own postMessage: it leads back here.
      window.postMessage.call(await this.ready, data, '*');
    }
  };
})();
