// #comment-12 and #entry-7: scroll there, focus it and light it up, also when it arrives after a swap.

const find = (hash) => {
  if (!/^#(comment|entry)-[\w-]+$/.test(hash)) return null;
  return document.querySelector(hash);
};

const visit = () => {
  const target = find(location.hash);
  if (!target || target.classList.contains("is-found")) return;
  document.querySelectorAll(".is-found").forEach((old) => old.classList.remove("is-found"));
  target.classList.add("is-found");
  target.setAttribute("tabindex", "-1");
  target.scrollIntoView({ block: "center" });
  target.focus({ preventScroll: true });
};

addEventListener("hashchange", visit);
document.addEventListener("htmx:after:swap", visit);
visit();
