// The editing form of the CMS: counts characters, and keeps the words on the publish button right while the date changes.
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

const fields = ["#id_title", "#id_teaser", "#id_lead_image_alt", "#id_lead_image_caption"];
fields.forEach((name) => document.querySelectorAll(name).forEach(count));
document.addEventListener("change", (event) => event.target.id === "id_go_live_at" && say());
document.addEventListener("input", (event) => event.target.id === "id_go_live_at" && say());
