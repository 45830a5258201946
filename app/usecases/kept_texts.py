"""Sections as checks read them, kept between checks: after a save only the saved section is read again."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence

from checks import SectionText

KEPT_TEXTS = 5_000

Mark = tuple[str, ...]
"""Names one state of one section: everything its text as a reader sees it depends on."""


class KeptTexts:
    """The texts read last. Several threads may ask at a time."""

    def __init__(self) -> None:
        self._one_at_a_time = threading.Lock()
        self._kept: OrderedDict[Mark, SectionText] = OrderedDict()

    def texts(
        self, wanted: Mapping[str, Mark], read: Callable[[Iterable[str]], Mapping[str, SectionText]]
    ) -> Sequence[SectionText]:
        """The texts of the wanted sections (key to mark) in that order. `read` reads those not known."""
        with self._one_at_a_time:
            return self._texts(wanted, read)

    def _texts(
        self, wanted: Mapping[str, Mark], read: Callable[[Iterable[str]], Mapping[str, SectionText]]
    ) -> Sequence[SectionText]:
        unknown = [key for key, mark in wanted.items() if mark not in self._kept]
        fresh = read(unknown) if unknown else {}
        found = [fresh[key] if key in fresh else self._kept[mark] for key, mark in wanted.items()]
        for text, mark in zip(found, wanted.values(), strict=True):
            self._kept[mark] = text
            self._kept.move_to_end(mark)
        while len(self._kept) > KEPT_TEXTS:
            self._kept.popitem(last=False)
        return found
