"""A block's visible runs as Word runs: bold, italic, links, references, footnotes, unfilled blanks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.parts.document import DocumentPart
from lxml.etree import _Element as Element

from app.documents import ooxml
from app.documents.ooxml import R, run, w
from app.documents.wordings import Wording
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
    footnotes: list[list[Element]] = field(default_factory=list)

    def runs(self, source: str) -> list[Element]:
        """The runs of one block's (or one cell's) inline source."""
        return self._written(visible(source, self.blanks, self.labels).runs)

    def _written(self, runs: Sequence[Run]) -> list[Element]:
        out: list[Element] = []
        before = ""
        for (note, link), group in groupby(runs, key=lambda one: (one.note, one.link)):
            members = list(group)
            if note is not None:
                out.append(self._footnote(members))
            elif link is not None:
                out.extend(self._link(link, members))
            else:
                for member in members:
                    out.extend(self._run(member, before))
                    before += member.text
        return out

    def _run(self, one: Run, before: str) -> list[Element]:
        properties = _dress(one)
        if one.blank is not None and not one.filled:
            return [run(f"[{one.text[1:-1]}]", *properties, style="UnfilledBlank")]
        if one.reference is not None:
            return self._reference(one, before, properties)
        return [run(one.text, *properties)]

    def _reference(self, one: Run, before: str, properties: list[Element]) -> list[Element]:
        target = self.targets.get(one.reference or "")
        if target is None:
            return [run(one.text, *properties)]
        written: list[Element] = []
        last_word = before.split()[-1].casefold() if before.split() else ""
        if target.word and last_word not in self.words.section_words:
            starts = not before.strip() or before.rstrip(" ").endswith(_SENTENCE_END)
            word = target.word[:1].upper() + target.word[1:] if starts else target.word
            written.append(run(word + "\u00a0", *properties))
        return [*written, *ooxml.field(f"REF {target.bookmark} \\r \\h", target.number, *_dress(one))]

    def _link(self, address: str, members: list[Run]) -> list[Element]:
        shown = [run(member.text, *_dress(member), style="Hyperlink") for member in members]
        text = "".join(member.text for member in members)
        if not address.startswith(("http://", "https://")):
            bare = address.removeprefix("mailto:")
            return [run(text if bare in text else f"{text} ({bare})")]
        hyperlink = w("hyperlink", *shown, history="1")
        hyperlink.set(R + "id", self.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        if text.strip().removesuffix("/") in address:
            return [hyperlink]
        return [hyperlink, self._note([run(address)])]

    def _footnote(self, members: list[Run]) -> Element:
        """A note on its own; a link in it is written out, since a note cannot carry another note."""
        content: list[Element] = []
        for link, group in groupby(members[1:-1], key=lambda one: one.link):
            inside = list(group)
            for member in inside:
                content.extend(self._run(member, "x"))
            if link is not None and "".join(member.text for member in inside).strip() not in link:
                content.append(run(f" ({link.removeprefix('mailto:')})"))
        return self._note(content)

    def _note(self, content: list[Element]) -> Element:
        self.footnotes.append(content)
        return w(
            "r",
            w("rPr", w("rStyle", val="FootnoteReference")),
            w("footnoteReference", id=len(self.footnotes)),
        )


def _dress(one: Run) -> list[Element]:
    properties = []
    if one.bold:
        properties += [w("b"), w("bCs")]
    if one.italic:
        properties += [w("i"), w("iCs")]
    return properties
