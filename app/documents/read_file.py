"""Any file that can be audited, told by its content: Word, PDF, Markdown or plain text."""

from app.documents.docx_read import ReadDocument, read_docx
from app.documents.pdf_read import read_pdf
from app.documents.text_read import read_text
from app.domain.errors import Invalid

_BINARY = (b"PK", b"\xd0\xcf\x11\xe0", b"MZ")


def read_file(upload: bytes) -> ReadDocument:
    """Read a file. Raises Invalid with the stable codes of `read_docx`, `read_pdf` and `read_text`."""
    if not upload.strip():
        raise Invalid("empty_file", field="file")
    if upload.startswith(b"%PDF"):
        return read_pdf(upload)
    if upload.startswith(_BINARY):
        return read_docx(upload)
    return read_text(upload)
