// <kring-undo data-until="2026-11-25T12:00:30+00:00">: counts the seconds on its button, and takes the button away when
// they are over. Said aloud by nobody: a counter that speaks is a nuisance.

class KringUndo extends HTMLElement {
  connectedCallback() {
    this.left = this.querySelector("button").appendChild(document.createElement("span"));
    this.left.className = "num muted";
    this.left.setAttribute("aria-hidden", "true");
    this.show();
    this.timer = setInterval(() => this.show(), 1000);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  show() {
    const seconds = Math.ceil((new Date(this.dataset.until) - Date.now()) / 1000);
    if (seconds > 0) this.left.textContent = Math.min(seconds, 30);
    else this.remove();
  }
}

customElements.define("kring-undo", KringUndo);
