// Tells, once, that a pinned item has been in front of the reader's eyes for a few seconds: its place on top then ends.
// Used in news/news_page.html. Without scripts the pin simply stays until its end date.
const SECONDS = 5;

class KringRead extends HTMLElement {
  connectedCallback() {
    this.observer = new IntersectionObserver((entries) => {
      clearTimeout(this.timer);
      if (entries.some((entry) => entry.isIntersecting) || document.documentElement.scrollHeight <= innerHeight) {
        this.timer = setTimeout(() => this.tell(), SECONDS * 1000);
      }
    });
    this.observer.observe(this);
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    this.observer.disconnect();
  }

  tell() {
    this.observer.disconnect();
    const token = document.querySelector("meta[name=csrf-token]").content;
    fetch(this.dataset.url, { method: "POST", headers: { "X-CSRFToken": token }, keepalive: true });
  }
}

customElements.define("kring-read", KringRead);
