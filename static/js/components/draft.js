// <kring-draft data-key="comment:page:7">: keeps what is typed in its textarea on this device, per person and place,
// within two seconds; puts it back after a reload and forgets it once the server took the post.

const PREFIX = "kring-draft:";
const PENDING = "kring-drafts-sent";

class KringDraft extends HTMLElement {
  connectedCallback() {
    this.area = this.querySelector("textarea, input[type=text]");
    if (!this.area || !this.dataset.key) return;
    this.note = this.querySelector("[data-draft-note]");
    this.key = PREFIX + this.dataset.key;
    this.forgetSent();
    const kept = localStorage.getItem(this.key);
    if (kept && !this.area.value) {
      this.area.value = kept;
      this.say("restored");
    }
    this.area.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.keep(), 800);
    });
    this.form = this.closest("form");
    this.form?.addEventListener("submit", () => this.sent());
    this.form?.addEventListener("htmx:after:request", (event) => this.answered(event));
    this.leaving = () => this.keep(false);
    addEventListener("pagehide", this.leaving);
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    removeEventListener("pagehide", this.leaving);
  }

  keep(aloud = true) {
    if (this.done) return;
    const text = this.area.value;
    if (text.trim() && text !== this.area.defaultValue) {
      localStorage.setItem(this.key, text);
      if (aloud) this.say("saved");
    } else localStorage.removeItem(this.key);
  }

  // A full-page post: the draft goes only when the next page shows no textarea with this text in error.
  sent() {
    this.keep(false);
    this.pending([...this.pending(), this.key]);
  }

  // The fields of the form that is on its way; with `keys` what is on its way from now on.
  pending(keys) {
    if (keys) sessionStorage.setItem(PENDING, JSON.stringify(keys));
    return JSON.parse(sessionStorage.getItem(PENDING) ?? "[]");
  }

  forgetSent() {
    if (!this.pending().includes(this.key)) return;
    this.pending(this.pending().filter((key) => key !== this.key));
    const refused = this.area.getAttribute("aria-invalid") === "true";
    if (!refused) localStorage.removeItem(this.key);
  }

  answered(event) {
    if (!event.detail.ctx?.response?.raw?.ok) return;
    this.pending(this.pending().filter((key) => key !== this.key));
    localStorage.removeItem(this.key);
    this.done = true;
  }

  say(word) {
    if (this.note) this.note.textContent = this.note.dataset[word] ?? "";
  }
}

customElements.define("kring-draft", KringDraft);
