// <kring-toast>: holds the undo messages. One goes after ten seconds, waits while it is hovered or focused, and closes
// with its button. tell("failed") shows one of the texts the server wrote in data attributes.

const STAYS = 10_000;

class KringToast extends HTMLElement {
  connectedCallback() {
    this.observer = new MutationObserver((changes) => {
      for (const change of changes)
        for (const node of change.addedNodes) if (node.matches?.("[data-toast]")) this.start(node);
    });
    this.observer.observe(this, { childList: true });
    this.querySelectorAll("[data-toast]").forEach((toast) => this.start(toast));
    this.addEventListener("click", (event) => {
      if (event.target.closest("[data-close]")) event.target.closest("[data-toast]").remove();
    });
  }

  disconnectedCallback() {
    this.observer.disconnect();
  }

  start(toast) {
    const live = document.getElementById("live");
    if (live) live.textContent = toast.querySelector("span").textContent;
    let timer = null;
    const go = () => {
      timer = setTimeout(() => toast.remove(), STAYS);
    };
    const wait = () => clearTimeout(timer);
    for (const name of ["pointerenter", "focusin"]) toast.addEventListener(name, wait);
    for (const name of ["pointerleave", "focusout"])
      toast.addEventListener(name, () => {
        wait();
        go();
      });
    go();
  }

  tell(kind) {
    const copy = this.querySelector("template").content.firstElementChild.cloneNode(true);
    copy.querySelector("[data-text]").textContent = this.dataset[kind] ?? "";
    this.append(copy);
  }
}

customElements.define("kring-toast", KringToast);
