"""The manifest in the file: which sections and blocks it was made from, so that it can come home.

A hint for the import, never trusted for rights. `shown` is a hash of the text as printed without white
space (it finds an unchanged block after Word has saved the file), `sha256` one of the block's source.
"""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from uuid import NAMESPACE_URL, uuid5

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from app.documents.docx_blocks import WrittenBlock
from app.documents.docx_outline import bookmark_name
from app.documents.ooxml import Xml, joined, part, printable, root, tag
from app.documents.programme_document import ProgrammeDocument
from app.domain.blocks import Block
from app.domain.inline import blank_keys

NAMESPACE = "urn:toetssteen:programme:1"
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


def write_manifest(
    word: WordDocument, document: ProgrammeDocument, written: Mapping[str, Sequence[WrittenBlock]]
) -> None:
    """Add the manifest as a custom XML part. `written` holds the blocks of each section as printed."""
    package = word.part.package
    content = part(root("icp:programme", *_manifest(document, written), icp=NAMESPACE))
    item = Part(_free_name(word), CONTENT_TYPE.XML, content, package)
    word.part.relate_to(item, RELATIONSHIP_TYPE.CUSTOM_XML)
    schema = tag("ds:schemaRefs", {}, tag("ds:schemaRef", {"ds:uri": NAMESPACE}))
    identity = f"{{{str(uuid5(NAMESPACE_URL, document.identifier)).upper()}}}"
    about = tag("ds:datastoreItem", {"xmlns:ds": _PROPERTIES, "ds:itemID": identity}, schema)
    name = PackURI(str(item.partname).replace("/item", "/itemProps"))
    properties = Part(name, CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES, part(about), package)
    item.relate_to(properties, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)


def shown_hash(text: str) -> str:
    """The hash of a printed text without white space."""
    return sha256("".join(text.split()).encode()).hexdigest()


def _manifest(document: ProgrammeDocument, written: Mapping[str, Sequence[WrittenBlock]]) -> list[Xml]:
    made = [_entry("source", identifier=document.identifier, language=document.language)]
    made += [_entry("version", name=name, value=value) for name, value in sorted(document.versions.items())]
    made += [_entry("blank", key=key, value=value) for key, value in sorted(document.blanks.items())]
    for section in document.sections():
        blocks = joined(_block(one) for one in written.get(section.key, ()))
        named = {"key": section.key, "title": section.title, "bookmark": bookmark_name(section.key)}
        made.append(tag("icp:section", {name: printable(value) for name, value in named.items()}, blocks))
    return made


def _block(written: WrittenBlock) -> Xml:
    block = written.block
    attributes = {"kind": block.kind.value, "sha256": sha256(block.text.encode()).hexdigest()}
    if isinstance(block, Block):
        attributes |= {"id": block.id, "version": str(block.version), "clause": block.clause or ""}
    keys = " ".join(blank_keys(block.text)) if "{{" in block.text else ""
    return _entry("block", **attributes, blanks=keys, shown=shown_hash(written.printed))


def _entry(element: str, /, **attributes: str) -> Xml:
    """An element with the attributes that are not empty."""
    return tag(f"icp:{element}", {key: printable(value) for key, value in attributes.items() if value})


def _free_name(word: WordDocument) -> PackURI:
    """A house style may have brought custom parts along: the first number that is free."""
    taken = {str(part.partname) for part in word.part.package.iter_parts()}
    number = next(n for n in range(1, len(taken) + 2) if f"/customXml/item{n}.xml" not in taken)
    return PackURI(f"/customXml/item{number}.xml")
