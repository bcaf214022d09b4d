// <kring-bell>: the badge of unread notifications in this tab, also in its title, and the list under the bell. Without
// scripts, and on a phone, the bell is a link to the page.
import { refresh, start, subscribe } from "kring/live";

const QUIET = 30_000;
const WIDE = matchMedia("(min-width: 720px)");

class KringBell extends HTMLElement {
  connectedCallback() {
    this.link = this.querySelector("[data-bell]");
    this.panel = this.querySelector("[data-panel]");
    this.count = Number(this.dataset.count);
    this.newest = Number(this.dataset.newest);
    this.title = document.title;
    this.show({ count: this.count });
    this.stop = subscribe((state) => this.update(state));
    start(this.dataset.poll, Number(this.dataset.every), this.count, this.newest);
    this.link.setAttribute("aria-haspopup", "dialog");
    this.link.setAttribute("aria-expanded", "false");
    this.link.addEventListener("click", (event) => {
      // On the page of the list itself the bell leads to its beginning.
      if (!WIDE.matches || this.link.hasAttribute("aria-current") || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      if (this.panel.hidden) this.open();
      else this.close();
    });
    this.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || this.panel.hidden) return;
      event.stopPropagation();
      this.close();
      this.link.focus();
    });
    this.outside = (event) => {
      if (!this.panel.hidden && !this.contains(event.target) && !event.target.closest("#toasts")) this.close();
    };
    document.addEventListener("pointerdown", this.outside);
    this.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !this.contains(event.relatedTarget) && !event.relatedTarget.closest("#toasts"))
        this.close();
    });
  }

  disconnectedCallback() {
    this.stop();
    document.removeEventListener("pointerdown", this.outside);
  }

  async open() {
    this.panel.hidden = false;
    this.link.setAttribute("aria-expanded", "true");
    await htmx.ajax("GET", this.panel.dataset.href, { target: this.panel, swap: "innerHTML" });
    this.panel.querySelector("#bell-title")?.focus();
  }

  close() {
    this.panel.hidden = true;
    this.panel.replaceChildren();
    this.link.setAttribute("aria-expanded", "false");
  }

  update(state) {
    const came = state.newest > this.newest && state.count >= this.count;
    this.count = state.count;
    this.newest = Math.max(this.newest, state.newest);
    this.show(state);
    // Said once in a while, not at each of ten comments.
    if (came && Date.now() - (this.said ?? 0) > QUIET) {
      this.said = Date.now();
      const live = document.getElementById("live");
      if (live) live.textContent = state.label;
    }
  }

  show({ count, badge, label }) {
    document.title = count ? `(${badge ?? this.querySelector("[data-badge]").textContent}) ${this.title}` : this.title;
    if (badge === undefined) return;
    for (const dot of document.querySelectorAll("[data-badge]")) {
      dot.textContent = badge;
      dot.hidden = !count;
    }
    for (const words of document.querySelectorAll("[data-badge-words]")) words.textContent = label;
  }
}

customElements.define("kring-bell", KringBell);

// Every write that may have read or marked something is followed by the news of it, here and in the other tabs.
document.addEventListener("htmx:after:request", (event) => {
  const { request } = event.detail.ctx;
  if (request.method !== "GET" && new URL(request.action, location).pathname.startsWith("/notifications/")) refresh();
});
