"""The parts for footnotes and comments; answers to a comment are answers in Word too."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from app.documents.house_styles import restyle
from app.documents.ooxml import Xml, paragraph, part, plain_title, root, run, tag, w
from app.documents.programme_document import BlockComment
from app.local_time import local

_PROPERTIES_END = "</w:pPr>"
_PARAGRAPH_END = "</w:p>"
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_WORD_2010 = "http://schemas.microsoft.com/office/word/2010/wordml"
_WORD_2012 = "http://schemas.microsoft.com/office/word/2012/wordml"
_THREADS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"
_THREADS_RELATION = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
_FIRST_PARAGRAPH = 0x10000000


@dataclass(frozen=True)
class PlacedComment:
    """A comment that stands somewhere in the body; `answers` is the number of the comment it answers."""

    comment: BlockComment
    answers: int | None = None


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


def write_comments(word: WordDocument, comments: Sequence[PlacedComment], styles: Mapping[str, str]) -> None:
    """The comments part, and the one that tells which comment answers which; comment n (from 0) has id n."""
    for relation in (RELATIONSHIP_TYPE.COMMENTS, _THREADS_RELATION):
        _forget(word, relation)
    if not comments:
        return
    written = "".join(_comment(number, one.comment) for number, one in enumerate(comments))
    content = _newer_root("w:comments", "w14", Xml(written))
    _add(word, "/word/comments.xml", CONTENT_TYPE.WML_COMMENTS, RELATIONSHIP_TYPE.COMMENTS, content, styles)
    threads = "".join(_thread(number, one.answers) for number, one in enumerate(comments))
    content = _newer_root("w15:commentsEx", "w15", Xml(threads))
    _add(word, "/word/commentsExtended.xml", _THREADS_TYPE, _THREADS_RELATION, content, styles)


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
    lines = [paragraph("CommentText", [mark, run(first)])]
    lines += [paragraph("CommentText", [run(line)]) for line in more]
    # Word knows a comment by the name of its last paragraph.
    lines[-1] = Xml(lines[-1].replace("<w:p>", f'<w:p w14:paraId="{_paragraph_name(number)}">', 1))
    return w(
        "comment",
        *lines,
        id=number,
        author=plain_title(comment.author),
        initials="".join(name[0] for name in comment.author.split()[:3]).upper(),
        # Word shows what stands here as it is, whatever zone it names.
        date=local(comment.written_at).strftime("%Y-%m-%dT%H:%M:%S"),
    )


def _thread(number: int, answers: int | None) -> Xml:
    parent = {} if answers is None else {"w15:paraIdParent": _paragraph_name(answers)}
    return tag("w15:commentEx", {"w15:paraId": _paragraph_name(number), **parent, "w15:done": "0"})


def _paragraph_name(number: int) -> str:
    return f"{_FIRST_PARAGRAPH + number:08X}"


def _newer_root(name: str, prefix: str, content: Xml) -> Xml:
    """A root whose newer names an older Word passes over."""
    declared = {"mc": _COMPATIBILITY, "w14": _WORD_2010, "w15": _WORD_2012}
    made = root(name, content, **declared)
    return Xml(made.replace(f"<{name}", f'<{name} mc:Ignorable="{prefix}"', 1))


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
