// <kring-inbox>: tells that the list was seen, marks a line read when its link is followed, and keeps the list that of
// the other tabs: what was read there shows so here; what is new waits behind a button. Needs scripts; the list does not.
// <kring-opened data-url>: tells that a thing is before the reader's eyes, when there is anything unread at all.
import { refresh, subscribe } from "kring/live";

const post = (url, values = {}) =>
  fetch(url, {
    method: "POST",
    headers: { "X-CSRFToken": document.querySelector("meta[name=csrf-token]").content },
    body: new URLSearchParams(values),
    keepalive: true,
  });


class KringInbox extends HTMLElement {
  connectedCallback() {
    this.holder = this.closest("[data-inbox]");
    this.top = Number(this.dataset.top);
    if (this.hasAttribute("data-fresh")) post(this.dataset.seen, { upto: this.top });
    this.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-opens]");
      const mark = link?.closest(".nitem--unread")?.querySelector("form");
      if (mark) post(mark.action, { read: "1" });
    });
    this.holder.addEventListener("htmx:after:request", () => (this.mine = Date.now()));
    this.stop = subscribe((state) => this.update(state));
  }

  disconnectedCallback() {
    this.stop();
  }

  update(state) {
    if (state.newest > this.top) this.querySelector("[data-newer]").hidden = false;
    else if (Date.now() - (this.mine ?? 0) > 3000) {
      const { href } = this.holder.dataset;
      htmx.ajax("GET", href, { target: this.holder, swap: "innerHTML" });
    }
  }
}

class KringOpened extends HTMLElement {
  async connectedCallback() {
    const bell = document.querySelector("kring-bell");
    if (Number(bell?.dataset.count) && (await post(this.dataset.url)).ok) refresh();
  }
}

customElements.define("kring-inbox", KringInbox);
customElements.define("kring-opened", KringOpened);
