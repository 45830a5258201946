"""A block's visible runs as Word runs: bold, italic, links, references, footnotes, unfilled blanks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.parts.document import DocumentPart

from app.documents import ooxml
from app.documents.docx_tables import Cell
from app.documents.ooxml import Xml, joined, run, tag, w
from app.documents.wordings import Wording
from app.domain.pipe_table import LINE_BREAK
from app.domain.visible import Run, visible

_SENTENCE_END = (".", "!", "?", ":", "\n")


@dataclass(frozen=True)
class Target:
    """Where a cross-reference leads: the bookmark, the printed number and the word before it."""

    bookmark: str
    number: str
    word: str


@dataclass
class InlineWriter:
    """Turns inline source into runs and collects the footnotes met on the way."""

    part: DocumentPart
    words: Wording
    blanks: Mapping[str, str]
    labels: Mapping[str, str]
    targets: Mapping[str, Target]
    footnotes: list[Xml] = field(default_factory=list)
    _printed: list[str] = field(default_factory=list)

    def runs(self, source: str) -> Xml:
        """The runs of one block's inline source."""
        return self._written(visible(source, self.blanks, self.labels).runs)

    def cell(self, source: str) -> Cell:
        """A table cell of inline source; `<br>` parts its lines."""
        lines = [visible(line, self.blanks, self.labels) for line in source.split(LINE_BREAK)]
        written = tuple(self._written(line.runs) for line in lines)
        return Cell(written, " ".join(line.text for line in lines))

    def take_printed(self) -> str:
        """The text written since this was last asked, without footnotes and reference numbers."""
        printed, self._printed = "".join(self._printed), []
        return printed

    def _written(self, runs: Sequence[Run]) -> Xml:
        out: list[Xml] = []
        before = ""
        self._printed += [one.text for one in runs if one.note is None and one.reference is None]
        for (note, link), group in groupby(runs, key=lambda one: (one.note, one.link)):
            members = list(group)
            if note is not None:
                out.append(self._footnote(members))
            elif link is not None:
                out.append(self._link(link, members))
            else:
                for member in members:
                    out.append(self._run(member, before))
                    before += member.text
        return joined(out)

    def _run(self, one: Run, before: str) -> Xml:
        properties = _dress(one)
        if one.blank is not None and not one.filled:
            return run(f"[{one.text[1:-1]}]", *properties, style="UnfilledBlank")
        if one.reference is not None:
            return self._reference(one, before, properties)
        return run(one.text, *properties)

    def _reference(self, one: Run, before: str, properties: Sequence[Xml]) -> Xml:
        target = self.targets.get(one.reference or "")
        if target is None:
            return run(one.text, *properties)
        shown = ooxml.field(f"REF {target.bookmark} \\r \\h", target.number, *properties)
        last_word = before.split()[-1].casefold() if before.split() else ""
        if not target.word or last_word in self.words.section_words:
            return shown
        starts = not before.strip() or before.rstrip(" ").endswith(_SENTENCE_END)
        word = target.word[:1].upper() + target.word[1:] if starts else target.word
        return joined([run(word + "\u00a0", *properties), shown])

    def _link(self, address: str, members: list[Run]) -> Xml:
        text = "".join(member.text for member in members)
        if not address.startswith(("http://", "https://")):
            bare = address.removeprefix("mailto:")
            return run(text if bare in text else f"{text} ({bare})")
        relation = self.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        shown = [run(member.text, *_dress(member), style="Hyperlink") for member in members]
        hyperlink = tag("w:hyperlink", {"r:id": relation, "w:history": "1"}, *shown)
        if text.strip().removesuffix("/") in address:
            return hyperlink
        return joined([hyperlink, self._note(run(address))])

    def _footnote(self, members: list[Run]) -> Xml:
        """A note on its own; a link in it is written out, since a note cannot carry another note."""
        content: list[Xml] = []
        for link, group in groupby(members[1:-1], key=lambda one: one.link):
            inside = list(group)
            content += [self._run(member, "x") for member in inside]
            if link is not None and "".join(member.text for member in inside).strip() not in link:
                content.append(run(f" ({link.removeprefix('mailto:')})"))
        return self._note(joined(content))

    def _note(self, content: Xml) -> Xml:
        self.footnotes.append(content)
        style = w("rPr", w("rStyle", val="FootnoteReference"))
        return w("r", style, w("footnoteReference", id=len(self.footnotes)))


def _dress(one: Run) -> tuple[Xml, ...]:
    bold = (w("b"), w("bCs")) if one.bold else ()
    italic = (w("i"), w("iCs")) if one.italic else ()
    return (*bold, *italic)
