// <kring-seen data-url="…">: tells once, without a name, that the page has been on the screen for some seconds.
const SECONDS = 5;

class KringSeen extends HTMLElement {
  connectedCallback() {
    this.left = SECONDS;
    this.timer = setInterval(() => {
      if (document.visibilityState === "visible" && --this.left <= 0) this.tell();
    }, 1000);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  tell() {
    clearInterval(this.timer);
    const token = document.querySelector("meta[name=csrf-token]").content;
    fetch(this.dataset.url, { method: "POST", headers: { "X-CSRFToken": token }, keepalive: true }).catch(() => {});
  }
}

customElements.define("kring-seen", KringSeen);
