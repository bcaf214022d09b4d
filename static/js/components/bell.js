// <kring-bell>: the list under the bell. Without scripts, and on a phone, the bell is a link to the page.

const WIDE = matchMedia("(min-width: 720px)");

class KringBell extends HTMLElement {
  connectedCallback() {
    this.link = this.querySelector("[data-bell]");
    this.panel = this.querySelector("[data-panel]");
    this.link.setAttribute("aria-haspopup", "dialog");
    this.link.setAttribute("aria-expanded", "false");
    this.link.addEventListener("click", (event) => this.press(event));
    this.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || this.panel.hidden) return;
      event.stopPropagation();
      this.close();
      this.link.focus();
    });
    this.outside = (event) => this.panel.hidden || this.keeps(event.target) || this.close();
    document.addEventListener("pointerdown", this.outside);
    this.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && !this.keeps(relatedTarget)) this.close();
    });
  }

  disconnectedCallback() {
    document.removeEventListener("pointerdown", this.outside);
  }

  // On the page of the list itself the bell leads to its beginning.
  press(event) {
    if (!WIDE.matches || this.link.hasAttribute("aria-current")) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    if (this.panel.hidden) this.open();
    else this.close();
  }

  // A press on the toast with its undo does not close the list.
  keeps(target) {
    return this.contains(target) || target.closest("#toasts");
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
}

customElements.define("kring-bell", KringBell);
