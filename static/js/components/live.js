// What is unread, kept up to date in every open tab. subscribe(fn) gets { count, badge, label, newest } on each change;
// refresh() asks at once (after something was read here). Only one tab asks the server, the others are told by it.
// A socket can take the place of `ask`: whoever knows of a change calls `share`.

const HIDDEN_EVERY = 60_000;
const IDLE_AFTER = 5 * 60_000;
const listeners = new Set();
const others = new BroadcastChannel("kring-live");
let address, every, etag, timer, release;
let active = Date.now();
let last = "";
let signedOut = false;

export const subscribe = (listener) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const start = (url, seconds, count, newest) => {
  if (address) return;
  address = url;
  last = `${count}-${newest}`;
  every = seconds * 1000;
  for (const sign of ["pointerdown", "keydown", "scroll"])
    addEventListener(sign, () => (active = Date.now()), { passive: true, capture: true });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible") return release?.();
    active = Date.now();
    others.postMessage("visible");
    queue();
    refresh();
  });
  queue();
};

export const refresh = () => ask();

others.onmessage = ({ data }) => {
  // A hidden tab that does the asking leaves it to the one that is looked at.
  if (data === "visible") document.visibilityState === "visible" || release?.();
  else tell(data);
};

// The lock makes one tab the one that asks. It is waited for, so that another takes over when that tab closes.
let waiting = false;
const queue = () => {
  if (waiting || signedOut) return;
  waiting = true;
  const hold = () =>
    new Promise((done) => {
      release = () => {
        clearTimeout(timer);
        release = null;
        waiting = false;
        done();
        setTimeout(queue, 1000);
      };
      plan();
    });
  if (navigator.locks) navigator.locks.request("kring-live", hold);
  else hold();
};

// Never later than the beat, and spread before it, so that a whole office does not ask at once.
const plan = (factor = 1) => {
  clearTimeout(timer);
  if (!release) return;
  const idle = Date.now() - active > IDLE_AFTER ? 4 : 1;
  const beat = document.visibilityState === "visible" ? every * idle : Math.max(every, HIDDEN_EVERY);
  timer = setTimeout(ask, beat * factor * (0.75 + Math.random() * 0.25));
};

const ask = async () => {
  let factor = 1;
  try {
    const headers = etag ? { Accept: "application/json", "If-None-Match": etag } : { Accept: "application/json" };
    const response = await fetch(address, { headers, credentials: "same-origin", cache: "no-store" });
    if (response.status === 200) {
      etag = response.headers.get("ETag");
      share(await response.json());
    } else if (response.status === 401) {
      signedOut = true;
      return release?.();
    } else if (response.status !== 304) factor = 8;
  } catch {
    factor = 8;
  }
  plan(factor);
};

const share = (state) => {
  others.postMessage(state);
  tell(state);
};

const tell = (state) => {
  const mark = `${state.count}-${state.newest}`;
  if (mark === last) return;
  last = mark;
  for (const listener of listeners) listener(state);
};
