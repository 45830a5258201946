// The section editor: blocks open in place and save themselves; the page works without any of this.
import { send } from "./editor/api.js";
import { wireAsText } from "./editor/as-text.js";
import { blockOf, dropEditor, isOpen, open, openBlock } from "./editor/blocks.js";
import { wireBlanks } from "./editor/blanks.js";
import { showConflict } from "./editor/conflict.js";
import { wireDragging } from "./editor/dragging.js";
import { pastedCells } from "./editor/grid.js";
import { attempt, openPanel, wirePanel } from "./editor/insert.js";
import { count, followBar, showTab, wirePanels, wirePanes } from "./editor/panes.js";
import { Paragraphs } from "./editor/paragraphs.js";
import { Presence } from "./editor/presence.js";
import { refresh } from "./editor/refresh.js";
import { SaveLoop } from "./editor/saving.js";
import { Session } from "./editor/session.js";
import { status } from "./editor/status.js";
import { words } from "./editor/words.js";
import { write } from "./editor/textarea.js";

const sheet = document.getElementById("sheet");
const programme = sheet.dataset.api;
const address = `${programme}/sections/${encodeURIComponent(sheet.dataset.sectionKey)}`;

const loop = new SaveLoop({
  address,
  person: sheet.dataset.person,
  onSaved: (draft, section) => saved(section),
  onDivided: (draft, data, texts) => paragraphs.divided(draft, data, texts),
  onConflict: (draft) => showConflict(open.get(draft.id), address, settled),
  onSignedOut: () => session.ended(),
});
const presence = new Presence(address, (version) => {
  if (version > Number(sheet.dataset.version)) {
    sheet.dataset.version = version;
    refresh(isOpen);
    announce("icp:recheck");
  }
});
const session = new Session(sheet.dataset.person, {
  onBack: () => (whole ? whole.save() : loop.resume()),
  onOther: () => status.signedOut(words("otherPerson")),
});

const asText = document.querySelector("[data-as-text]");
const whole = asText ? wireAsText(asText, address, () => session.ended()) : null;

if (sheet.dataset.savedAt) status.saved(new Date(sheet.dataset.savedAt));

function announce(name) {
  document.body.dispatchEvent(new CustomEvent(name));
}

function saved(section) {
  const missed = section.version > Number(sheet.dataset.version) + 1;
  sheet.dataset.version = Math.max(section.version, Number(sheet.dataset.version));
  announce("icp:saved");
  if (missed) refresh(isOpen);
}

const hooks = {
  onOpen: (id) => presence.opened(id),
  onTyping: (id) => presence.typed(id),
  onClose: (id) => close(id),
  onClosed: (id) => presence.closed(id),
  onPaste: (id, event) => pasteInto(id, event),
  onKey: (id, event) => paragraphs.key(open.get(id), event),
};
const paragraphs = new Paragraphs({ address, loop, hooks, onSaved: saved, onClose: close });

function edit(id, options) {
  for (const other of open.keys()) if (other !== id) close(other, { keepFocus: true });
  return openBlock(id, loop, hooks, options);
}

/** Save and close a block. What cannot be saved stays open, with its text. */
async function close(id, { keepFocus = false } = {}) {
  const editor = open.get(id);
  if (!editor) return;
  await loop.flush();
  if (editor.dividing) {
    await editor.dividing;
    const here = [...open.values()].find(({ form }) => form.contains(document.activeElement));
    if (!open.has(id)) return keepFocus || !here ? undefined : close(here.draft.id);
  }
  if (editor.draft.isDirty || !open.has(id)) return;
  const hadFocus = !keepFocus && editor.form.contains(document.activeElement);
  presence.closed(id);
  if (editor.isNew && editor.kind !== "table" && !editor.draft.text.trim()) {
    dropEditor(id, loop);
    await remove(editor.article, editor.draft.version, { quietly: true });
    return;
  }
  // The old wording must not flash up before the new one is here.
  open.delete(id);
  loop.remove(id);
  await refresh(isOpen);
  const article = document.getElementById(`block-${id}`);
  if (article?.querySelector("[data-editor]")) {
    article.querySelector("[data-editor]").remove();
    article.classList.remove("icp-block--open");
  }
  if (hadFocus || document.activeElement === document.body) article?.querySelector('[data-act="edit"]')?.focus();
}

/** A conflict is over: the block closes, and what was chosen stands in the text. */
async function settled(id, data) {
  dropEditor(id, loop);
  presence.closed(id);
  loop.savedAt = new Date(data.section.saved_at);
  loop.report();
  saved(data.section);
  await refresh(isOpen);
  document.getElementById(`block-${data.id ?? id}`)?.querySelector('[data-act="edit"]')?.focus();
}

async function remove(article, version, { quietly = false } = {}) {
  const id = article.dataset.blockId;
  await attempt(() => send("DELETE", `${address}/blocks/${id}?base_version=${version}`), async ({ section }) => {
    const next = article.nextElementSibling ?? article.previousElementSibling;
    saved(section);
    await refresh(isOpen);
    if (!quietly) offerUndo(words("deleted"), section.version);
    // Nobody who writes elsewhere by now is called back.
    if (quietly && document.activeElement !== document.body) return;
    (next?.isConnected ? next : sheet).querySelector("[data-act]")?.focus();
  });
}

async function move(article, to) {
  const { blockId, version, name } = article.dataset;
  const at = open.get(blockId)?.draft.version ?? Number(version);
  await attempt(() => send("POST", `${address}/blocks/${blockId}/move`, { base_version: at, ...to }), async ({ section }) => {
    saved(section);
    await refresh(isOpen);
    status.tell(words("moved", name));
  });
}

function offerUndo(text, version) {
  const line = document.createElement("p");
  line.className = "icp-notice";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "icp-linklike";
  button.textContent = words("undo");
  button.addEventListener("click", () => takeBack(version));
  line.append(`${text} `, button);
  document.getElementById("undo-line").replaceChildren(line);
  status.tell(text);
}

function takeBack(version) {
  attempt(() => send("POST", `${address}/undo`, { version }), async ({ section, blocks }) => {
    document.getElementById("undo-line").replaceChildren();
    saved(section);
    await refresh(isOpen);
    status.tell(words("undone"));
    const block = blocks[0] ? document.getElementById(`block-${blocks[0].id}`) : null;
    block?.querySelector('[data-act="edit"]')?.focus();
  });
}

async function added(data, how) {
  saved(data.section);
  await refresh(isOpen);
  const ids = (data.blocks ?? [data]).map((block) => block.id);
  if (how === "block") {
    edit(ids[0], { isNew: true });
    return;
  }
  const said = ids.length === 1 ? words("addedOne") : words("added", ids.length);
  offerUndo(`${said}${leftOut(data.pictures_left_out ?? 0)}`, data.section.version);
  document.getElementById(`block-${ids[0]}`)?.querySelector('[data-act="edit"]')?.focus();
}

/** What a paste could not bring along. */
function leftOut(pictures) {
  if (!pictures) return "";
  return ` ${pictures === 1 ? words("oneLeftOut") : words("leftOut", pictures)}`;
}

/** Several paragraphs become blocks of their own; one piece of text goes in where the caret stands. */
function pasteInto(id, event) {
  if (open.get(id)?.grid || event.target.closest("[data-conflict]")) return;
  const html = event.clipboardData.getData("text/html");
  const plain = event.clipboardData.getData("text/plain");
  const paragraphs = plain.trim().split(/\r?\n\s*\r?\n/).length;
  const isMany = /<(table|li|h[1-6])[\s>]/i.test(html) || (html.match(/<p[\s>]/gi) ?? []).length > 1;
  if (!isMany && paragraphs < 2 && !pastedCells(event.clipboardData)) return;
  event.preventDefault();
  const area = event.target;
  const body = html.includes("<") ? { html, after: id } : { text: plain, after: id };
  loop.flush().then(() => send("POST", `${address}/paste`, body)).then(
    ({ status: code, data }) => (code === 201 ? added(data, "paste") : write(area, plain)),
    () => write(area, plain), // no connection: the words go into the open block, where they are kept
  );
}

function act(name, element, event) {
  const article = blockOf(element);
  const acts = {
    edit: () => edit(article.dataset.blockId),
    insert: () => openPanel(article),
    up: () => element.getAttribute("aria-disabled") || move(article, { step: -1 }),
    down: () => element.getAttribute("aria-disabled") || move(article, { step: 1 }),
    delete: () => remove(article, Number(article.dataset.version)),
    comment: () => comment(article.dataset.blockId),
    retry: () => (whole ? whole.save() : loop.tryNow()),
    download: () => download(),
    continue: () => leave(element.href),
    "as-text": () => leave(element.href),
  };
  if (!acts[name]) return;
  event.preventDefault();
  acts[name]();
}

function comment(id) {
  showTab("tab-comments");
  const choice = document.querySelector("[data-comment-block]");
  if (!choice) return;
  choice.value = id;
  choice.form.querySelector("textarea").focus();
}

/** Leave only when everything is safe; otherwise the status says why not. */
async function leave(href) {
  await loop.flush();
  await Promise.all([...open.values()].map(({ dividing }) => dividing));
  await loop.flush();
  if (!loop.hasUnsaved) location.assign(href);
}

function download() {
  const text = whole?.text ?? [...open.values()].map(({ draft }) => `${draft.name}\n\n${draft.now.text}\n`).join("\n");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  link.download = `${words("fileName")}.txt`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const element = event.target.closest("[data-act]");
  if (element && element.dataset.act !== "undo") act(element.dataset.act, element, event);
  const language = event.target.closest("[data-language-switch]");
  if (language && open.size) {
    event.preventDefault();
    leave(`${language.href}&edit=${[...open.keys()][0]}`);
  }
});
sheet.addEventListener("dblclick", (event) => {
  const body = event.target.closest(".icp-block__body");
  if (body && !event.target.closest("a, button")) edit(blockOf(body).dataset.blockId);
});
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "s") {
    event.preventDefault();
    loop.flush();
  }
});
window.addEventListener("online", () => loop.tryNow());
window.addEventListener("beforeunload", (event) => {
  if (loop.hasUnsaved || whole?.hasUnsaved) event.preventDefault();
});
function panelShown(id) {
  const panel = ["findings", "comments"].includes(id) ? document.getElementById(id) : null;
  if (panel) count(panel);
  if (id !== "findings") return;
  announce("icp:findings-shown");
  refresh(isOpen);
}
document.addEventListener("htmx:after:swap", (event) => panelShown(event.detail.ctx.target?.id));
// What came before this script was ready counts as well: without it marks and ticks would be missing.
if (document.querySelector("#findings[data-findings-state]")) panelShown("findings");
if (document.querySelector("#comments[data-open-threads]")) panelShown("comments");
wirePanels();
followBar();

document.getElementById("undo-line").addEventListener("submit", (event) => {
  event.preventDefault();
  takeBack(Number(event.target.elements.version.value));
});
if (document.getElementById("insert-panel")) {
  wirePanel(address, programme, added);
  wirePanes({
    onClause: (clause, after) => openPanel(after ? document.getElementById(`block-${after}`) : null, { clause }),
    onUndo: takeBack,
  });
  wireBlanks(programme, () => {
    refresh(isOpen);
    announce("icp:saved");
  });
  wireDragging(move);
  const opened = document.querySelector("#blocks [data-editor]");
  if (opened) edit(blockOf(opened).dataset.blockId);
}
