"""PDFium, one caller at a time: the library is not made for several threads."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2

_one_at_a_time = threading.RLock()


@contextmanager
def opened(content: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """A PDF, open. Raises pypdfium2.PdfiumError when it cannot be read."""
    with _one_at_a_time:
        document = pypdfium2.PdfDocument(content)
        try:
            yield document
        finally:
            document.close()
