// Two people changed one block: mine, theirs and combined take the place of the textarea until a choice is made.
import { attemptKey, send } from "./api.js";
import { named } from "./grid.js";
import { words } from "./words.js";
import { status } from "./status.js";

const sheet = document.getElementById("sheet");

/** Show the three texts in the editor of a block; `done` hears of the end. */
export async function showConflict(editor, address, done) {
  const { draft } = editor;
  const place = editor.article.querySelector("[data-conflict-place]") ?? placeAfter(editor.form);
  const mine = draft.now.text;
  try {
    await window.htmx.ajax("POST", `${sheet.dataset.path}/blocks/${draft.id}/conflict`, {
      target: place, swap: "innerHTML", values: { base_version: draft.version, text: mine },
    });
  } catch {
    place.replaceChildren();
  }
  const panel = place.querySelector("[data-conflict]");
  if (!panel) {
    // The three texts could not be fetched: the textarea stays, and the next try asks again.
    editor.form.classList.remove("icp-editor--conflict");
    status.unsaved(words("offline"));
    return;
  }
  // What was typed until now belongs into the comparison; only then the textarea makes room for it.
  if (draft.now.text !== mine) {
    await showConflict(editor, address, done);
    return;
  }
  editor.form.classList.add("icp-editor--conflict");
  panel.addEventListener("submit", (event) => {
    event.preventDefault();
    resolve(editor, panel, address, event.submitter.value, done);
  });
  panel.focus();
  // The sentence that says what happened comes first, not the buttons below it.
  panel.scrollIntoView({ block: "start" });
}

function placeAfter(form) {
  const place = document.createElement("div");
  place.dataset.conflictPlace = "";
  form.after(place);
  return place;
}

/** The combined text as it is kept: the page shows blanks by what they are called. */
function kept(panel, text) {
  const labels = Array.from(panel.querySelectorAll('[name="blank_label"]'), (field) => field.value);
  const keys = Array.from(panel.querySelectorAll('[name="blank_key"]'), (field) => field.value);
  return labels.reduce((all, label, place) => all.replaceAll(named(label), `{{${keys[place]}}}`), text);
}

async function resolve(editor, panel, address, choice, done) {
  const { draft } = editor;
  const theirs = panel.querySelector('[name="version"]').value;
  const combined = panel.querySelector('[name="text"]');
  const body = {
    choice,
    mine: panel.querySelector('[name="mine"]').value,
    text: combined ? kept(panel, combined.value) : null,
    version: theirs === "" ? null : Number(theirs),
  };
  let answer;
  const key = attemptKey();
  try {
    answer = await send("POST", `${address}/blocks/${draft.id}/resolve`, body, { key });
  } catch {
    status.unsaved(words("offline"));
    return;
  }
  if (answer.status === 200) {
    done(draft.id, answer.data);
  } else if (answer.status === 409 && answer.data.code === "conflict") {
    if (choice === "combined" && editor.area) {
      // What was combined with their text goes on from there.
      editor.area.value = body.text;
      draft.version = Number(theirs);
    }
    await showConflict(editor, address, done);
  } else {
    status.unsaved(answer.data.detail || words("failed"));
  }
}
