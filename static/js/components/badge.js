// How much is unread: on the bell and the tab bar of this tab, in its title, and now and then said aloud.
import { refresh, start, subscribe } from "kring/live";

const QUIET = 30_000;
const bell = document.querySelector("kring-bell");
const title = document.title;
let count = Number(bell?.dataset.count);
let newest = Number(bell?.dataset.newest);
let said = 0;

const name = (badge) => {
  document.title = count ? `(${badge}) ${title}` : title;
};

const update = (state) => {
  const came = state.newest > newest && state.count >= count;
  count = state.count;
  newest = Math.max(newest, state.newest);
  name(state.badge);
  for (const dot of document.querySelectorAll("[data-badge]")) {
    dot.textContent = state.badge;
    dot.hidden = !count;
  }
  for (const words of document.querySelectorAll("[data-badge-words]")) words.textContent = state.label;
  bell.dataset.count = count;
  // Not at each of ten comments.
  const live = document.getElementById("live");
  if (!came || !live || Date.now() - said < QUIET) return;
  said = Date.now();
  live.textContent = state.label;
};

if (bell) {
  name(bell.querySelector("[data-badge]").textContent);
  subscribe(update);
  start(bell.dataset.poll, Number(bell.dataset.every), count, newest);
}

// Every write that may have read or marked something is followed by the news of it, here and in the other tabs.
document.addEventListener("htmx:after:request", (event) => {
  const { request } = event.detail.ctx;
  if (request.method !== "GET" && new URL(request.action, location).pathname.startsWith("/notifications/")) refresh();
});
