// The panel for new blocks: an empty one, a model clause, a paste, a picture. It stands below the block that is meant.
import { send } from "./api.js";
import { words } from "./words.js";
import { status } from "./status.js";

const panel = document.getElementById("insert-panel");
const sheet = document.getElementById("sheet");
const home = panel?.nextElementSibling ?? null;

/** Put the panel below a block, open at a model clause when one is named. */
export function openPanel(article, { clause } = {}) {
  place(article);
  if (clause) {
    const part = panel.querySelector(`[data-clause="${CSS.escape(clause)}"]`);
    panel.querySelector("[data-clauses]").open = true;
    for (const other of panel.querySelectorAll("[data-clause]")) other.open = other === part;
    part?.scrollIntoView({ block: "nearest" });
    part?.querySelector("input.govuk-input, button.govuk-button")?.focus();
  } else {
    panel.focus();
  }
}

/** Put the panel back at the end of the section. */
export function closePanel() {
  if (panel.contains(document.activeElement)) document.getElementById("text-heading").focus();
  place(null);
}

function place(article) {
  const heading = panel.querySelector("#insert-heading");
  if (article) article.after(panel);
  else home ? home.before(panel) : sheet.append(panel);
  heading.textContent = article ? heading.dataset.below.replace("@", article.dataset.name) : heading.dataset.atEnd;
  panel.querySelector('[data-act="close-insert"]').hidden = !article;
  for (const field of panel.querySelectorAll("[data-after]")) field.value = article?.dataset.blockId ?? "";
}

/** Wire the panel's forms. `added(data, how)` hears of new blocks. */
export function wirePanel(address, programme, added) {
  panel.addEventListener("submit", async (event) => {
    const how = event.target.dataset.insert;
    if (!how) return;
    event.preventDefault();
    const form = event.target;
    const after = form.elements.after.value;
    const placed = after ? { after } : {};
    const acts = {
      block: () => send("POST", `${address}/blocks`, { kind: event.submitter.value, text: emptyText(event.submitter.value), ...placed }),
      clause: () => insertClause(form, address, programme, placed),
      paste: () => send("POST", `${address}/paste`, pasted(form, placed)),
      picture: () => addPicture(form, programme, address, placed),
    };
    await attempt(acts[how], (data) => {
      if (how !== "block") form.reset();
      refuse(form, {});
      place(null);
      added(data, how);
    }, (data) => refuse(form, data));
  });
  panel.querySelector('[data-act="close-insert"]').addEventListener("click", closePanel);
  const field = panel.querySelector("[data-paste-content]");
  field.addEventListener("paste", (event) => { field.html = event.clipboardData.getData("text/html"); });
  field.addEventListener("input", () => { if (!field.value) field.html = ""; });
}

/** Say beside the field that is meant what is wrong with it; the form keeps everything, also the chosen file. */
function refuse(form, { field, detail }) {
  for (const group of form.querySelectorAll(".govuk-form-group")) {
    const input = group.querySelector("input[name]:not([type=hidden])");
    const blank = group.querySelector("[name=blank_key]");
    const wrong = field === (blank ? `values.${blank.value}` : input.name);
    group.classList.toggle("govuk-form-group--error", wrong);
    group.querySelector(".govuk-error-message")?.remove();
    const hint = group.querySelector(".govuk-hint");
    const told = [hint?.id, wrong && `${input.id}-error`].filter(Boolean).join(" ");
    if (told) input.setAttribute("aria-describedby", told);
    else input.removeAttribute("aria-describedby");
    if (!wrong) continue;
    const message = document.createElement("p");
    message.id = `${input.id}-error`;
    message.className = "govuk-error-message";
    message.textContent = detail;
    input.before(message);
    input.focus();
  }
}

/** Do something that needs the server; a failure changes nothing and says so. */
export async function attempt(act, done, refused) {
  let answer;
  try {
    answer = await act();
  } catch {
    status.tell(words("failed"));
    return;
  }
  if (answer.status >= 200 && answer.status < 300) done(answer.data);
  else {
    status.tell(answer.data.detail || words("failed"));
    refused?.(answer.data);
  }
}

/** What a paste sends: the clipboard's HTML when there was any, else the text as it stands. */
function pasted(form, placed) {
  const field = form.elements.content;
  const html = field.html;
  return html && html.includes("<") ? { html, ...placed } : { text: field.value, ...placed };
}

async function insertClause(form, address, programme, placed) {
  const keys = [...form.querySelectorAll('[name="blank_key"]')].map((field) => field.value);
  const filled = [...form.querySelectorAll('[name="blank_value"]')].map((field) => field.value.trim());
  const values = Object.fromEntries(keys.map((key, place) => [key, filled[place]]).filter(([, value]) => value));
  if (Object.keys(values).length) {
    const answer = await fillBlanks(programme, values);
    if (answer.status !== 200) return answer;
  }
  return send("POST", `${address}/clauses`, { clause: form.elements.clause.value, ...placed });
}

/** Fill blanks for the whole programme, on the newest version of all values. */
export async function fillBlanks(programme, values) {
  const known = await send("GET", `${programme}/blanks`);
  if (known.status !== 200) return known;
  return send("PUT", `${programme}/blanks`, { values, base_version: known.data.version });
}

async function addPicture(form, programme, address, placed) {
  const lacks = (field, detail) => ({ status: 422, data: { field, detail: words(detail) } });
  if (!form.elements.file.files.length) return lacks("file", "needsFile");
  if (!form.elements.alternative.value.trim()) return lacks("alternative", "needsWords");
  const body = new FormData(form);
  const response = await fetch(form.action, {
    method: "POST", body, headers: { Accept: "application/json", "X-CSRF-Token": body.get("csrf_token") },
  });
  const data = await response.json();
  if (!response.ok) return { status: response.status, data };
  return { status: 201, data };
}

function emptyText(kind) {
  return kind === "table" ? "|  |  |\n| --- | --- |\n|  |  |" : "";
}
