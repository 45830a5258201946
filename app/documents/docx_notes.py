"""The parts for footnotes and comments."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from app.documents.house_styles import restyle
from app.documents.ooxml import Xml, joined, paragraph, part, plain_title, root, run, w
from app.documents.programme_document import BlockComment

_PROPERTIES_END = "</w:pPr>"
_PARAGRAPH_END = "</w:p>"


def write_footnotes(word: WordDocument, notes: Sequence[Xml], styles: Mapping[str, str]) -> None:
    """The footnotes part; note n has id n. The two separators come first, as Word wants them."""
    _forget(word, RELATIONSHIP_TYPE.FOOTNOTES)
    if not notes:
        return
    separators = [
        w("footnote", w("p", w("r", w(kind))), type=kind, id=number)
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    ]
    mark = w("r", w("rPr", w("rStyle", val="FootnoteReference")), w("footnoteRef"))
    written = [
        w("footnote", paragraph("FootnoteText", [mark, run(" "), content]), id=number)
        for number, content in enumerate(notes, start=1)
    ]
    content = root("w:footnotes", *separators, *written)
    _add(
        word, "/word/footnotes.xml", CONTENT_TYPE.WML_FOOTNOTES, RELATIONSHIP_TYPE.FOOTNOTES, content, styles
    )


def write_comments(word: WordDocument, comments: Sequence[BlockComment], styles: Mapping[str, str]) -> None:
    """The comments part; comment n (from 0) has id n."""
    _forget(word, RELATIONSHIP_TYPE.COMMENTS)
    if not comments:
        return
    content = root("w:comments", *(_comment(number, comment) for number, comment in enumerate(comments)))
    _add(word, "/word/comments.xml", CONTENT_TYPE.WML_COMMENTS, RELATIONSHIP_TYPE.COMMENTS, content, styles)


def mark_commented(block: Xml, number: int) -> Xml:
    """The block with comment `number` on its first paragraph."""
    start = block.index(_PROPERTIES_END) + len(_PROPERTIES_END)
    end = block.index(_PARAGRAPH_END, start)
    style = w("rPr", w("rStyle", val="CommentReference"))
    closing = w("commentRangeEnd", id=number) + w("r", style, w("commentReference", id=number))
    return Xml(block[:start] + w("commentRangeStart", id=number) + block[start:end] + closing + block[end:])


def _comment(number: int, comment: BlockComment) -> Xml:
    mark = w("r", w("rPr", w("rStyle", val="CommentReference")), w("annotationRef"))
    first, *more = comment.text.split("\n")
    return w(
        "comment",
        paragraph("CommentText", [mark, run(first)]),
        joined(paragraph("CommentText", [run(line)]) for line in more),
        id=number,
        author=plain_title(comment.author),
        initials="".join(name[0] for name in comment.author.split()[:3]).upper(),
        date=datetime.combine(comment.date, time(), tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    )


def _add(
    word: WordDocument, name: str, content_type: str, relation: str, content: Xml, styles: Mapping[str, str]
) -> None:
    made = etree.fromstring(part(content))
    restyle(made, styles)
    blob = etree.tostring(made, xml_declaration=True, encoding="UTF-8", standalone=True)
    word.part.relate_to(Part(PackURI(name), content_type, blob, word.part.package), relation)


def _forget(word: WordDocument, relation: str) -> None:
    """Drop a part of this kind that a house style brought along: its text went with the body."""
    for identity in [key for key, rel in word.part.rels.items() if rel.reltype == relation]:
        del word.part.rels[identity]
