// htmx: the CSRF token goes with every write; a request that failed says so instead of failing silently.

document.addEventListener("htmx:config:request", (event) => {
  const token = document.querySelector("meta[name=csrf-token]")?.content;
  const request = event.detail.ctx.request;
  if (token && request.method !== "GET") request.headers["X-CSRFToken"] = token;
});

const tell = (kind) => document.getElementById("toasts")?.tell(kind);

document.addEventListener("htmx:response:error", (event) => {
  const status = event.detail.ctx.response.raw.status;
  if (status === 422) return; // the answer holds the form with its messages
  tell(status === 403 || status === 404 ? "refused" : "failed");
});

document.addEventListener("htmx:error", () => tell("failed"));
