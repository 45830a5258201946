// Brings the blocks of the page up to date. An open block is never replaced, nor one that a hand holds; focus
// stays where it was.
const list = document.getElementById("blocks");
const incoming = document.getElementById("incoming");
const sheet = document.getElementById("sheet");
const AGAIN_AFTER = 5000;
let running = null;
let again = false;

/** Fetch the blocks and put them in place. `isOpen(id)` spares those that are being written in. */
export function refresh(isOpen) {
  if (!list) return Promise.resolve(); // the section is open as one text
  again = true;
  running ??= work(isOpen).finally(() => { running = null; });
  return running;
}

async function work(isOpen) {
  while (again) {
    again = false;
    try {
      await window.htmx.ajax("GET", `${sheet.dataset.path}/blocks`, { target: incoming, swap: "innerHTML" });
    } catch {
      return; // No connection: the blocks that stand here stay; the next save brings them up to date.
    }
    // An error answer brings no blocks: what stands here stays until the server can tell again.
    if (incoming.querySelector("[data-blocks-of-version]")) settle(isOpen);
    else setTimeout(() => refresh(isOpen), AGAIN_AFTER);
    incoming.replaceChildren();
  }
}

function settle(isOpen) {
  const focus = remember();
  const present = new Map([...list.querySelectorAll(":scope > [data-block-id]")].map((one) => [one.dataset.blockId, one]));
  let last = null;
  for (const fresh of [...incoming.querySelectorAll(":scope > [data-block-id]")]) {
    const old = present.get(fresh.dataset.blockId);
    present.delete(fresh.dataset.blockId);
    const kept = old && (isOpen(old.dataset.blockId) || old.draggable || old.isEqualNode(fresh)) ? old : fresh;
    if (old && kept !== old) old.remove();
    const place = last ? last.nextElementSibling : list.firstElementChild;
    if (place !== kept) list.insertBefore(kept, place);
    last = kept;
  }
  for (const [id, gone] of present) if (!isOpen(id)) gone.remove();
  list.dataset.ofVersion = incoming.querySelector("[data-blocks-of-version]").dataset.blocksOfVersion;
  document.getElementById("empty-section")?.toggleAttribute("hidden", list.childElementCount > 0);
  document.body.dispatchEvent(new CustomEvent("icp:blocks-shown"));
  restore(focus);
}

function remember() {
  const at = document.activeElement;
  const block = at?.closest("#blocks [data-block-id]");
  return block ? { element: at, id: block.dataset.blockId, act: at.dataset.act } : null;
}

function restore(focus) {
  if (!focus || focus.element.isConnected) return;
  const block = document.getElementById(`block-${focus.id}`);
  (block?.querySelector(`[data-act="${focus.act ?? "edit"}"]`) ?? block)?.focus({ preventScroll: true });
}
