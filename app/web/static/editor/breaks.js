// A blank line inside the text of a block stands for the end of a paragraph, until the server has divided it.
export const BREAK = "\n\n";
const ANY_BREAK = /\n(?:[ \t]*\n)+/g;
const TEXTS = ["paragraph", "numbered", "bullet", "heading", "quotation"];

/** Whether blocks of this kind can be divided and joined. */
export function isText(kind) {
  return TEXTS.includes(kind);
}

/** The paragraphs in a text, each with the place where it begins. */
export function parts(text) {
  const found = [];
  let start = 0;
  for (const gap of text.matchAll(ANY_BREAK)) {
    found.push({ start, text: text.slice(start, gap.index) });
    start = gap.index + gap[0].length;
  }
  return [...found, { start, text: text.slice(start) }];
}
