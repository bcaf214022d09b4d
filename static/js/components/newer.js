// <kring-newer data-href="…">: asks every 30 seconds or so whether there is something new and shows its link when so.
// The answer is {"count": 3, "label": "3 new messages"}; nothing is ever pushed into the page.

const EVERY = 30_000;

class KringNewer extends HTMLElement {
  connectedCallback() {
    this.plan();
    this.seen = () => {
      if (document.visibilityState === "visible" && this.missed) this.ask();
    };
    document.addEventListener("visibilitychange", this.seen);
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    document.removeEventListener("visibilitychange", this.seen);
  }

  // Spread over the minute, so that a whole office opening at nine does not ask at once.
  plan(factor = 1) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), EVERY * factor * (0.8 + Math.random() * 0.4));
  }

  async ask() {
    this.missed = document.visibilityState !== "visible";
    if (this.missed) return this.plan();
    try {
      const response = await fetch(this.dataset.href, {
        headers: { Accept: "application/json" },
        credentials: "same-origin",
      });
      if (!response.ok) return this.plan(4);
      const { count, label } = await response.json();
      if (count) this.reveal(label);
      return this.plan();
    } catch {
      return this.plan(4);
    }
  }

  reveal(label) {
    this.querySelector("[data-label]").textContent = label;
    this.hidden = false;
    const live = document.getElementById("live");
    if (live) live.textContent = label;
  }
}

customElements.define("kring-newer", KringNewer);
