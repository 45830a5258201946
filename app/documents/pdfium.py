"""PDFium, one caller at a time: the library is not made for several threads.

It is loaded with the first PDF: most servers never see one.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_one_at_a_time = threading.RLock()


class UnreadablePdf(Exception):
    """The library cannot read it; the message is the library's own."""


@contextmanager
def opened(content: bytes) -> Iterator[PdfDocument]:
    """A PDF, open. Raises UnreadablePdf, also for what fails while it is read."""
    import pypdfium2

    with _one_at_a_time:
        try:
            document = pypdfium2.PdfDocument(content)
            try:
                yield document
            finally:
                document.close()
        except pypdfium2.PdfiumError as error:
            raise UnreadablePdf(str(error)) from error
