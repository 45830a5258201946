"""The parts for footnotes and comments."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree
from lxml.etree import _Element as Element

from app.documents.house_styles import restyle
from app.documents.ooxml import NAMESPACES, W, paragraph, run, w
from app.documents.programme_document import BlockComment


def write_footnotes(
    word: WordDocument, notes: Sequence[Sequence[Element]], styles: Mapping[str, str]
) -> None:
    """The footnotes part; note n has id n. The two separators come first, as Word wants them."""
    _forget(word, RELATIONSHIP_TYPE.FOOTNOTES)
    if not notes:
        return
    root = etree.Element(W + "footnotes", nsmap=NAMESPACES)
    for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
        root.append(w("footnote", w("p", w("r", w(kind))), type=kind, id=number))
    for number, content in enumerate(notes, start=1):
        mark = w("r", w("rPr", w("rStyle", val="FootnoteReference")), w("footnoteRef"))
        root.append(w("footnote", paragraph("FootnoteText", [mark, run(" "), *content]), id=number))
    restyle(root, styles)
    _add(word, "/word/footnotes.xml", CONTENT_TYPE.WML_FOOTNOTES, RELATIONSHIP_TYPE.FOOTNOTES, root)


def write_comments(word: WordDocument, comments: Sequence[BlockComment], styles: Mapping[str, str]) -> None:
    """The comments part; comment n (from 0) has id n."""
    _forget(word, RELATIONSHIP_TYPE.COMMENTS)
    if not comments:
        return
    root = etree.Element(W + "comments", nsmap=NAMESPACES)
    for number, comment in enumerate(comments):
        mark = w("r", w("rPr", w("rStyle", val="CommentReference")), w("annotationRef"))
        first, *more = comment.text.split("\n")
        root.append(
            w(
                "comment",
                paragraph("CommentText", [mark, run(first)]),
                *(paragraph("CommentText", [run(line)]) for line in more),
                id=number,
                author=comment.author,
                initials="".join(word[0] for word in comment.author.split()[:3]).upper(),
                date=datetime.combine(comment.date, time(), tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            )
        )
    restyle(root, styles)
    _add(word, "/word/comments.xml", CONTENT_TYPE.WML_COMMENTS, RELATIONSHIP_TYPE.COMMENTS, root)


def mark_commented(elements: Sequence[Element], number: int) -> None:
    """Put comment `number` on the first paragraph of a block."""
    target = next(element for element in elements if element.tag == W + "p")
    target.insert(1, w("commentRangeStart", id=number))
    target.append(w("commentRangeEnd", id=number))
    target.append(w("r", w("rPr", w("rStyle", val="CommentReference")), w("commentReference", id=number)))


def _add(word: WordDocument, name: str, content_type: str, relation: str, root: Element) -> None:
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    word.part.relate_to(Part(PackURI(name), content_type, blob, word.part.package), relation)


def _forget(word: WordDocument, relation: str) -> None:
    """Drop a part of this kind that a house style brought along: its text went with the body."""
    for identity in [key for key, rel in word.part.rels.items() if rel.reltype == relation]:
        del word.part.rels[identity]
