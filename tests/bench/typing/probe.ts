/** Runs in the page: takes the time from an action to the frame that shows it. */
export type Probe = {
  /** The next action is measured, from its first event, or from the first of this kind. */
  arm(kind?: string): void;
  /** Milliseconds from the action's first event to after the next frame; resolves when it is known. */
  taken(): Promise<number>;
};

declare global {
  // eslint-disable-next-line no-var
  var probe: Probe;
}

/** As text, so that it can go into any page. The event's own time stamp counts the wait before its handler too. */
export const PROBE = `
(() => {
  const kinds = ['keydown', 'compositionstart', 'compositionupdate', 'beforeinput', 'paste'];
  let armed = false;
  let wanted = null;
  let resolve = null;
  let result = null;
  const start = (event) => {
    if (!armed || (wanted && event.type !== wanted)) return;
    armed = false;
    const from = event.timeStamp;
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => {
        const time = performance.now() - from;
        if (resolve) resolve(time);
        else result = time;
        resolve = null;
      };
      channel.port2.postMessage(0);
    });
  };
  for (const kind of kinds) addEventListener(kind, start, true);
  globalThis.probe = {
    arm(kind) { armed = true; wanted = kind ?? null; result = null; resolve = null; },
    taken() {
      if (result !== null) return Promise.resolve(result);
      return new Promise((done) => { resolve = done; });
    },
  };
})();
`;
