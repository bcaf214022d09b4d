// The editing form of the CMS: counts characters, says chosen moments in words (under the field and on the publish
// button), and gives names to what Wagtail leaves without one.
const words = document.querySelector("script[data-words]").dataset;

function count(field) {
  const limit = Number(field.getAttribute("maxlength")) || (field.id === "id_title" ? 255 : 0);
  if (!limit || field.nextElementSibling?.classList.contains("kring-count")) return;
  const note = document.createElement("span");
  note.className = "kring-count";
  const show = () => (note.textContent = `${[...field.value].length} / ${limit}`);
  field.after(note);
  field.addEventListener("input", show);
  show();
}

function momentOf(value) {
  const [, year, month, day, hour, minute] = value.match(/^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d)/) ?? [];
  if (!year) return null;
  const local = new Date(year, month - 1, day, hour, minute);
  if (local <= new Date()) return null;
  const form = { weekday: "long", day: "numeric", month: "long" };
  if (local.getFullYear() !== new Date().getFullYear()) form.year = "numeric";
  const date = local.toLocaleDateString(document.documentElement.lang || "nl", form).replace(/,/g, "");
  return words.moment.replace("%(day)s", date).replace("%(time)s", `${hour}:${minute}`).replace("%(zone)s", words.zone);
}

function say() {
  const field = document.querySelector("#id_go_live_at");
  const moment = field && momentOf(field.value);
  for (const label of document.querySelectorAll("[data-publish-words]")) {
    label.textContent = moment ? words.publishOn.replace("%(moment)s", moment) : words.publish;
  }
}

const MOMENTS = "#id_go_live_at, #id_expire_at, #id_slot_until";

function inWords(field) {
  let note = field.parentElement.querySelector(".kring-moment");
  if (!note) {
    note = document.createElement("output");
    note.className = "kring-moment";
    field.after(note);
  }
  note.textContent = momentOf(field.value) ?? "";
}

// The writing surface of a text block has no name of its own; its label or the heading of its block has.
function nameSurfaces() {
  for (const surface of document.querySelectorAll("[role=textbox]:not([aria-label], [aria-labelledby])")) {
    const label = surface.closest("[data-field-wrapper]")?.querySelector("label[id]")?.id;
    const name = label ?? surface.closest("section[aria-labelledby]")?.getAttribute("aria-labelledby");
    if (name) surface.setAttribute("aria-labelledby", name);
  }
}

const fields = ["#id_title", "#id_teaser", "#id_lead_image_alt", "#id_lead_image_caption"];
fields.forEach((name) => document.querySelectorAll(name).forEach(count));
for (const name of ["change", "input"]) {
  document.addEventListener(name, (event) => {
    if (!event.target.matches?.(MOMENTS)) return;
    inWords(event.target);
    say();
  });
}
document.querySelectorAll(MOMENTS).forEach(inWords);
nameSurfaces();
new MutationObserver(nameSurfaces).observe(document.querySelector("[data-edit-form]") ?? document.body, {
  childList: true,
  subtree: true,
});
