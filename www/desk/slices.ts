/** Long work in slices, between which the page answers. */

/** How long a slice is, in milliseconds: well below what one notices. */
const SLICE = 24;

/** How often what has come so far is drawn, in milliseconds. */
export const DRAWN_EVERY = 250;

/** Says whether a slice is over: then what it returns is to be awaited. */
export function slices(): () => Promise<void> | undefined {
  let end = performance.now() + SLICE;
  return () => {
    if (performance.now() < end) return undefined;
    return nextTask().then(() => {
      end = performance.now() + SLICE;
    });
  };
}

/** Unlike a timer's, this turn comes at once, in a tab that nobody sees too. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
