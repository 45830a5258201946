// Bold and italic around the selection of a textarea, kept in the browser's own undo.

/** Wire the mark buttons of one editor. */
export function wireMarks(tools, area) {
  const buttons = [...tools.querySelectorAll("[data-wrap]")];
  const refresh = () => {
    for (const button of buttons) button.setAttribute("aria-pressed", String(isWrapped(area, button.dataset.wrap)));
  };
  for (const button of buttons) {
    button.addEventListener("click", () => {
      toggle(area, button.dataset.wrap);
      refresh();
    });
  }
  area.addEventListener("select", refresh);
  area.addEventListener("keyup", refresh);
  area.addEventListener("keydown", (event) => {
    const mark = { b: "**", i: "*" }[event.key.toLowerCase()];
    if (!mark || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    toggle(area, mark);
    refresh();
  });
}

function around({ value, selectionStart: start, selectionEnd: end }, mark) {
  const before = value.slice(start - mark.length, start) === mark;
  const after = value.slice(end, end + mark.length) === mark;
  // One star beside two is the edge of bold, not italic.
  const single = mark === "*" && (value.slice(start - 2, start) === "**") !== (value.slice(start - 3, start) === "***");
  return before && after && !single;
}

function isWrapped(area, mark) {
  return start(area) >= mark.length && around(area, mark);
}

function start(area) {
  return area.selectionStart;
}

function toggle(area, mark) {
  const { selectionStart: from, selectionEnd: to, value } = area;
  const chosen = value.slice(from, to);
  area.focus();
  if (isWrapped(area, mark)) {
    area.setSelectionRange(from - mark.length, to + mark.length);
    write(area, chosen);
    area.setSelectionRange(from - mark.length, to - mark.length);
  } else {
    write(area, mark + chosen + mark);
    area.setSelectionRange(from + mark.length, to + mark.length);
  }
}

/** Replace the selection as if it were typed. */
export function write(area, text) {
  // The only way that keeps native undo; browsers without it still get the text.
  if (!document.execCommand("insertText", false, text)) {
    area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
