"""The manifest in the file: which sections and blocks it was made from, so that it can come home.

A hint for the import, never trusted for rights. `shown` is a hash of the text as printed without white
space (it finds an unchanged block after Word has saved the file), `sha256` one of the block's source.
"""

from collections.abc import Mapping
from hashlib import sha256
from uuid import NAMESPACE_URL, uuid5

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree
from lxml.etree import _Element as Element

from app.documents.docx_outline import bookmark_name
from app.documents.ooxml import printable
from app.documents.programme_document import ProgrammeDocument
from app.domain.blocks import Block, ParsedBlock
from app.domain.inline import blank_keys
from app.domain.visible import visible

NAMESPACE = "urn:toetssteen:programme:1"
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


def write_manifest(word: WordDocument, document: ProgrammeDocument) -> None:
    """Add the manifest as a custom XML part."""
    package = word.part.package
    item = Part(_free_name(word), CONTENT_TYPE.XML, _serialised(_manifest(document)), package)
    word.part.relate_to(item, RELATIONSHIP_TYPE.CUSTOM_XML)
    about = etree.Element(f"{{{_PROPERTIES}}}datastoreItem", nsmap={"ds": _PROPERTIES})
    about.set(f"{{{_PROPERTIES}}}itemID", f"{{{str(uuid5(NAMESPACE_URL, document.identifier)).upper()}}}")
    schemas = etree.SubElement(about, f"{{{_PROPERTIES}}}schemaRefs")
    etree.SubElement(schemas, f"{{{_PROPERTIES}}}schemaRef").set(f"{{{_PROPERTIES}}}uri", NAMESPACE)
    name = str(item.partname).replace("/item", "/itemProps")
    properties = Part(PackURI(name), CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES, _serialised(about), package)
    item.relate_to(properties, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)


def shown_hash(text: str) -> str:
    """The hash of a printed text without white space."""
    return sha256("".join(text.split()).encode()).hexdigest()


def _manifest(document: ProgrammeDocument) -> Element:
    root = _element("programme", identifier=document.identifier, language=document.language)
    for name, version in sorted(document.versions.items()):
        root.append(_element("version", name=name, value=version))
    for key, value in sorted(document.blanks.items()):
        root.append(_element("blank", key=key, value=value))
    for section in document.sections():
        made = _element("section", key=section.key, title=section.title, bookmark=bookmark_name(section.key))
        made.extend(_block(block, document.blanks, document.labels) for block in section.blocks)
        root.append(made)
    return root


def _block(block: Block | ParsedBlock, blanks: Mapping[str, str], labels: Mapping[str, str]) -> Element:
    shown = visible(block.text, blanks, labels, block.kind)
    printed = "".join(run.text for run in shown.runs if run.note is None and run.reference is None)
    attributes = {"kind": block.kind.value, "sha256": sha256(block.text.encode()).hexdigest()}
    if isinstance(block, Block):
        attributes |= {"id": block.id, "version": str(block.version)} | (
            {"clause": block.clause} if block.clause else {}
        )
    keys = blank_keys(block.text)
    if keys:
        attributes["blanks"] = " ".join(keys)
    return _element("block", **attributes, shown=shown_hash(printed))


def _element(tag: str, **attributes: str) -> Element:
    made = etree.Element(f"{{{NAMESPACE}}}{tag}", nsmap={"icp": NAMESPACE})
    for name, value in attributes.items():
        made.set(name, printable(value))
    return made


def _serialised(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _free_name(word: WordDocument) -> PackURI:
    """A house style may have brought custom parts along: the first number that is free."""
    taken = {str(part.partname) for part in word.part.package.iter_parts()}
    number = next(n for n in range(1, len(taken) + 2) if f"/customXml/item{n}.xml" not in taken)
    return PackURI(f"/customXml/item{number}.xml")
