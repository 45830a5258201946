// Enter ends a paragraph and begins the next; Backspace at the start of one joins it to the paragraph above.
//
// The break stands in the textarea at once, as a blank line. The next save divides the block, and only when the
// server has done so each part moves into a textarea of its own, with what was typed meanwhile. So nobody's hands
// wait for the network, and what never reaches the server is still one text on the page.
import { send } from "./api.js";
import { dropEditor, isOpen, open, openBlock, order } from "./blocks.js";
import { BREAK, isText, parts } from "./breaks.js";
import { refresh } from "./refresh.js";
import { status } from "./status.js";
import { write } from "./textarea.js";
import { words } from "./words.js";

const AGAIN_AFTER = 1000;
const list = document.getElementById("blocks");

export class Paragraphs {
  constructor({ address, loop, hooks, onSaved, onClose }) {
    Object.assign(this, { address, loop, hooks, onSaved, onClose });
  }

  /** A key without Ctrl, Alt or Shift in the textarea of an open block. */
  key(editor, event) {
    const { area, draft } = editor;
    const { selectionStart: from, selectionEnd: to, value } = area;
    if (event.key === "Enter") {
      event.preventDefault();
      if (from === to && isBetweenBreaks(value, from)) leaveList(editor);
      else write(area, BREAK);
      this.loop.flush();
    } else if (event.key === "Backspace" && from === to) {
      if (from === 0) {
        if (!this.mayJoin(draft.id)) return;
        event.preventDefault();
        this.join(draft.id);
      } else if (value.slice(0, from).endsWith(BREAK)) {
        event.preventDefault();
        area.setSelectionRange(from - BREAK.length, from);
        document.execCommand("delete");
      }
    }
  }

  /** The server divided a block: give each part its own place. Resolves when the page shows it. */
  divided(draft, data, texts) {
    const editor = open.get(draft.id);
    const blocks = data.blocks.slice(1);
    editor.dividing = this.divide(editor, blocks, texts, data.section.version).finally(() => {
      editor.dividing = null;
      this.loop.flush();
    });
  }

  async divide(editor, blocks, texts, version) {
    const { area, draft } = editor;
    const here = await shown(blocks, version);
    await composed(area);
    draft.stopped = null;
    const now = parts(area.value);
    if (!here) return; // Somebody deleted a part at once: what stands in the textarea is divided anew.
    if (now.length < texts.length) {
      await this.takeBack(draft, blocks);
      return;
    }
    const caret = area.selectionStart;
    const at = now.slice(0, texts.length).findLastIndex((part) => part.start <= caret);
    const focus = document.activeElement;
    const last = area.value.slice(now[blocks.length].start);
    area.value = now[0].text;
    const editors = [editor, ...blocks.map(({ id }, place) => {
      const part = openBlock(id, this.loop, this.hooks, { isNew: true });
      part.area.value = place === blocks.length - 1 ? last : now[place + 1].text;
      this.loop.touch(part.draft);
      return part;
    })];
    const target = focus === area ? editors[at] : null;
    if (target) {
      target.area.focus();
      target.area.setSelectionRange(caret - now[at].start, caret - now[at].start);
    } else {
      focus?.focus();
    }
    editor.dividing = null;
    for (const one of editors) if (one !== target) this.onClose(one.draft.id, { keepFocus: true });
  }

  /** The break was taken back while the server made it: the whole text is saved first, then the parts go. */
  async takeBack(draft, blocks) {
    await this.loop.flush();
    if (draft.isDirty) return; // What is on the server is there twice, and nothing is lost.
    try {
      for (const { id, version } of blocks) {
        const { status: code, data } = await send("DELETE", `${this.address}/blocks/${id}?base_version=${version}`);
        if (code === 200) this.onSaved(data.section);
      }
    } catch {
      status.tell(words("failed")); // The parts stay below, for the writer to see and delete.
    }
    await refresh(isOpen);
  }

  mayJoin(id) {
    const above = articleAbove(id);
    return above !== null && isText(above.dataset.kind);
  }

  async join(id) {
    const { draft, area } = open.get(id);
    const aboveId = articleAbove(id).dataset.blockId;
    if (isOpen(aboveId)) await this.onClose(aboveId, { keepFocus: true });
    await this.loop.flush();
    await composed(area);
    if (!isOpen(id) || isOpen(aboveId) || draft.attempt !== null || draft.stopped) return;
    draft.stopped = "joining";
    const above = document.getElementById(`block-${aboveId}`);
    const { source, version } = above.dataset;
    const sent = source + area.value;
    const body = { text: sent, base_version: Number(version), following: id, following_version: draft.version };
    const answer = await send("POST", `${this.address}/blocks/${aboveId}/join`, body).catch(() => ({ data: {} }));
    await composed(area);
    if (answer.status !== 200) {
      draft.stopped = null;
      this.loop.touch(draft);
      status.tell(answer.data.detail || words("failed"));
      return;
    }
    this.becomeOne(id, above, { ...answer.data, source, text: sent });
  }

  /** Two blocks are one on the server: so they are on the page, with what was typed meanwhile. */
  becomeOne(id, above, { source, text, version, section }) {
    const { article, area } = open.get(id);
    const caret = source.length + area.selectionStart;
    const now = source + area.value;
    this.hooks.onClosed(id);
    dropEditor(id, this.loop);
    article.remove();
    Object.assign(above.dataset, { source: text, version });
    const whole = openBlock(above.dataset.blockId, this.loop, this.hooks);
    whole.area.value = now;
    whole.area.setSelectionRange(caret, caret);
    this.loop.touch(whole.draft);
    this.onSaved(section);
    refresh(isOpen);
    this.loop.flush();
  }
}

/** Whether the caret stands in a paragraph without a letter: a second Enter makes no second empty one. */
function isBetweenBreaks(value, caret) {
  const before = value.slice(0, caret);
  const after = value.slice(caret);
  return (before === "" || before.endsWith(BREAK)) && (after === "" || after.startsWith(BREAK));
}

/** Enter in an empty item ends the list. */
function leaveList({ area, form }) {
  const choice = form.querySelector("[data-kind-choice]");
  if (area.value !== "" || !["bullet", "numbered"].includes(choice.value)) return;
  choice.value = "paragraph";
  choice.dispatchEvent(new Event("change", { bubbles: true }));
}

function articleAbove(id) {
  const ids = order();
  const above = ids[ids.indexOf(id) - 1];
  return above ? document.getElementById(`block-${above}`) : null;
}

/** Waits until the page shows the section at this version or later; whether the blocks are in it. */
async function shown(blocks, version) {
  for (;;) {
    await refresh(isOpen);
    if (Number(list.dataset.ofVersion) >= version) break;
    await new Promise((resume) => setTimeout(resume, AGAIN_AFTER));
  }
  return blocks.every(({ id }) => document.getElementById(`block-${id}`));
}

/** Waits for the end of a character that is being put together: taking the field away would spoil it. */
async function composed(area) {
  while (area.dataset.composing !== undefined) {
    await new Promise((resume) => area.addEventListener("compositionend", () => setTimeout(resume), { once: true }));
  }
}
