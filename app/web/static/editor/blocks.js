// Blocks open in place as a native textarea, save themselves, and close again.
import { named, openGrid } from "./grid.js";
import { wireMarks } from "./textarea.js";
import { Draft } from "./saving.js";
import { words } from "./words.js";

const list = document.getElementById("blocks");
const sheet = document.getElementById("sheet");

/** The open editors by block id: { draft, article, form, grid }. */
export const open = new Map();
export const isOpen = (id) => open.has(id);

/** Open a block. `loop` saves it; `hooks` hear of opening, typing, pasting and closing. */
export function openBlock(id, loop, hooks, { isNew = false } = {}) {
  const known = open.get(id);
  if (known) {
    focusOn(known);
    return known;
  }
  const article = document.getElementById(`block-${id}`);
  if (!article) return null;
  article.querySelector("[data-editor]")?.remove(); // the form of a page opened without script
  const { kind, source, name, version } = article.dataset;
  const shape = kind === "table" || kind === "picture" ? kind : "text";
  const form = document.getElementById(`editor-${shape}`).content.cloneNode(true).querySelector("form");
  const editor = { article, form, isNew, kind };
  article.classList.add("icp-block--open");
  article.querySelector(".icp-block__number").after(form);
  editor.reads = { text: textEditor, table: tableEditor, picture: pictureEditor }[shape](editor, id, name, source, () => {
    loop.touch(editor.draft);
    hooks.onTyping(id);
  });
  editor.draft = new Draft({ id, kind, version: Number(version), text: editor.reads().text, read: editor.reads, name });
  open.set(id, editor);
  loop.add(editor.draft);
  form.after(...explained(article));
  wireForm(editor, hooks);
  hooks.onOpen(id);
  focusOn(editor);
  return editor;
}

/** What the blanks in the source stand for. A table names them in its cells: what is left to say is their value. */
function explained(article) {
  article.querySelector(".icp-block__blanks")?.remove();
  const values = new Map(Array.from(article.querySelectorAll(".icp-blank--filled"), (one) => [one.dataset.blank, one.textContent]));
  return blanksOf(article).flatMap(([key, label]) => {
    const isTable = article.dataset.kind === "table";
    if (isTable && !values.has(key)) return [];
    const line = document.createElement("p");
    line.className = "icp-block__blanks";
    line.textContent = isTable ? words("standsFor", named(label), values.get(key)) : words("standsFor", `{{${key}}}`, label);
    return [line];
  });
}

/** Key and label of each blank in the source. */
const blanksOf = (article) => JSON.parse(article.dataset.blanks ?? "[]");

/** Take the form of an open block out of the page; its text must be safe by now. */
export function dropEditor(id, loop) {
  const editor = open.get(id);
  if (!editor) return;
  open.delete(id);
  loop.remove(id);
  editor.form.remove();
  for (const line of editor.article.querySelectorAll(".icp-block__blanks")) line.remove();
  editor.article.querySelector("[data-conflict-place]")?.remove();
  editor.article.classList.remove("icp-block--open");
}

function textEditor(editor, id, name, source, changed) {
  const area = editor.form.querySelector("[data-text]");
  const choice = editor.form.querySelector("[data-kind-choice]");
  const label = editor.form.querySelector("[data-label]");
  area.id = label.htmlFor = `text-${id}`;
  label.textContent = name;
  area.lang = sheet.dataset.language;
  area.value = source;
  choice.id = `kind-${id}`;
  choice.previousElementSibling.htmlFor = choice.id;
  choice.value = editor.kind;
  editor.area = area;
  wireMarks(editor.form.querySelector("[data-tools]"), area);
  area.addEventListener("compositionstart", () => { area.dataset.composing = ""; });
  area.addEventListener("compositionend", () => { delete area.dataset.composing; });
  area.addEventListener("input", changed);
  choice.addEventListener("change", changed);
  return () => ({ text: area.value, kind: choice.value });
}

function tableEditor(editor, id, name, source, changed) {
  const table = editor.form.querySelector("[data-grid]");
  table.caption.textContent = name;
  editor.grid = openGrid(table, JSON.parse(editor.article.dataset.cells ?? "[]"), blanksOf(editor.article), changed);
  editor.form.addEventListener("click", (event) => {
    const act = event.target.closest("[data-grid-act]")?.dataset.gridAct;
    if (act) editor.grid.change(act);
  });
  return () => ({ text: editor.grid.text, kind: "table" });
}

function pictureEditor(editor, id, name, source, changed) {
  const [, written, file] = /^!\[([^]*)\]\(file:([\w-]+)\)\s*$/.exec(source) ?? [null, "", ""];
  const field = editor.form.querySelector("[data-alternative]");
  field.id = editor.form.querySelector("[data-label]").htmlFor = `text-${id}`;
  field.value = written.replace(/\\(.)/g, "$1");
  field.addEventListener("input", changed);
  return () => ({ text: `![${field.value.replace(/[\\\]]/g, "\\$&")}](file:${file})`, kind: "picture" });
}

function wireForm({ form, draft, area }, hooks) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    hooks.onClose(draft.id);
  });
  form.addEventListener("keydown", (event) => {
    if (event.target.closest("[data-conflict]")) return;
    const isPlain = !(event.ctrlKey || event.metaKey || event.altKey || event.shiftKey);
    if (isPlain && !event.isComposing && event.target === area) hooks.onKey(draft.id, event);
    const closes = event.key === "Escape" || (event.key === "Enter" && (event.ctrlKey || event.metaKey));
    if (!closes || event.isComposing) return;
    event.preventDefault();
    hooks.onClose(draft.id);
  });
  form.addEventListener("paste", (event) => hooks.onPaste(draft.id, event));
}

function focusOn({ form }) {
  const field = form.querySelector("textarea, input:not([type=hidden])");
  field.focus();
  if (field.matches("[data-text]")) field.setSelectionRange(field.value.length, field.value.length);
}

/** The block an element of the page belongs to. */
export function blockOf(element) {
  return element.closest("[data-block-id]");
}

/** Ids in the order of the page. */
export function order() {
  return [...list.querySelectorAll(":scope > [data-block-id]")].map((one) => one.dataset.blockId);
}
