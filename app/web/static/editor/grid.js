// A table block as a grid of cells; pasted cells fill it. Its text is a pipe table.
import { words } from "./words.js";

/** How a blank stands in a cell: by what it is called, never as the key in braces that the text keeps. */
export const named = (label) => `‹${label}›`;

/** Fill the empty grid of an editor; `changed` is called whenever a cell or the shape changes. */
export function openGrid(table, cells, blanks, changed) {
  const shown = (text) => blanks.reduce((all, [key, label]) => all.replaceAll(`{{${key}}}`, named(label)), text);
  const kept = (text) => blanks.reduce((all, [key, label]) => all.replaceAll(named(label), `{{${key}}}`), text);
  draw(table, cells.length ? cells.map((row) => row.map(shown)) : [["", ""], ["", ""]]);
  table.addEventListener("input", changed);
  table.addEventListener("paste", (event) => {
    const rows = pastedCells(event.clipboardData);
    if (!rows) return;
    event.preventDefault();
    fill(table, event.target.closest("textarea"), rows);
    changed();
  });
  table.addEventListener("keydown", (event) => moveByKey(table, event));
  return {
    get text() { return pipeTable(read(table).map((row) => row.map(kept))); },
    change(act) {
      draw(table, reshaped(read(table), act));
      changed();
    },
    focus() { table.querySelector("textarea").focus(); },
  };
}

function read(table) {
  return Array.from(table.rows, (row) => Array.from(row.cells, (cell) => cell.firstElementChild.value));
}

function draw(table, rows) {
  const caption = table.caption;
  table.replaceChildren(...(caption ? [caption] : []));
  rows.forEach((cells, row) => {
    const line = table.insertRow();
    cells.forEach((text, column) => line.insertCell().append(cell(text, row, column)));
  });
}

function cell(text, row, column) {
  const area = document.createElement("textarea");
  area.className = "icp-grid__cell";
  area.rows = 1;
  area.value = text;
  area.setAttribute("aria-label", words("row", row + 1, column + 1));
  return area;
}

function reshaped(rows, act) {
  const width = rows[0].length;
  if (act === "row") return [...rows, Array(width).fill("")];
  if (act === "column") return rows.map((row) => [...row, ""]);
  if (act === "drop_row") return rows.length > 1 ? rows.slice(0, -1) : rows;
  return width > 1 ? rows.map((row) => row.slice(0, -1)) : rows;
}

/** Rows of cells from a spreadsheet or a Word table, or null when it is ordinary text. */
export function pastedCells(clipboard) {
  const text = clipboard.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
  return text.includes("\t") ? text.split("\n").map((line) => line.split("\t")) : null;
}

function fill(table, area, rows) {
  const at = area.parentElement;
  const [top, left] = [at.parentElement.rowIndex, at.cellIndex];
  const cells = read(table);
  const height = Math.max(cells.length, top + rows.length);
  const width = Math.max(cells[0].length, left + Math.max(...rows.map((row) => row.length)));
  const grown = Array.from({ length: height }, (_, row) =>
    Array.from({ length: width }, (_, column) => rows[row - top]?.[column - left] ?? cells[row]?.[column] ?? ""));
  draw(table, grown);
  table.rows[top].cells[left].firstElementChild.focus();
}

function moveByKey(table, event) {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!step || event.ctrlKey || event.altKey || event.shiftKey || event.target.value.includes("\n")) return;
  const at = event.target.parentElement;
  const next = table.rows[at.parentElement.rowIndex + step]?.cells[at.cellIndex];
  if (next) {
    event.preventDefault();
    next.firstElementChild.focus();
  }
}

function pipeTable(rows) {
  const line = (cells) => `| ${cells.map(safe).join(" | ")} |`;
  return [line(rows[0]), line(rows[0].map(() => "---")), ...rows.slice(1).map(line)].join("\n");
}

function safe(text) {
  return text.trim().replace(/(\\.)|\|/g, (_, escaped) => escaped ?? "\\|").split("\n").map((part) => part.trim()).join("<br>");
}
