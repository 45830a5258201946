"""Sections as checks read them, kept between checks: after a save only the saved section is read again."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from app.usecases.machines.last_used import LastUsed
from checks import SectionText

KEPT_TEXTS = 5_000

Mark = tuple[str, ...]
"""Names one state of one section: everything its text as a reader sees it depends on."""


class KeptTexts:
    """The texts read last. Several threads may ask at a time."""

    def __init__(self) -> None:
        self._kept: LastUsed[Mark, SectionText] = LastUsed(KEPT_TEXTS)

    def texts(
        self, wanted: Mapping[str, Mark], read: Callable[[Iterable[str]], Mapping[str, SectionText]]
    ) -> Sequence[SectionText]:
        """The texts of the wanted sections (key to mark) in that order. `read` reads those not known."""
        known = {key: text for key, mark in wanted.items() if (text := self._kept.get(mark)) is not None}
        unknown = [key for key in wanted if key not in known]
        fresh = read(unknown) if unknown else {}
        for key in unknown:
            self._kept.put(wanted[key], fresh[key])
        return [known[key] if key in known else fresh[key] for key in wanted]
