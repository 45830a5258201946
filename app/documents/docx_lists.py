"""Numbered lists start again at 1: each gets its own numbering instance."""

from dataclasses import dataclass

from lxml.etree import _Element as Element

from app.documents.ooxml import W, Xml, elements, w, whole_number


@dataclass
class Lists:
    """Adds numbering instances to the numbering part; `abstract` is the steps' definition there."""

    numbering_element: Element
    abstract: int
    _current: int = 0

    def start(self) -> None:
        """Begin a new list."""
        if not self._current:
            taken = [whole_number(num, "numId") for num in self.numbering_element.iter(W + "num")]
            self._current = max(taken, default=0)
        self._current += 1
        restart = w("lvlOverride", w("startOverride", val=1), ilvl=0)
        made = w("num", w("abstractNumId", val=self.abstract), restart, numId=self._current)
        self.numbering_element.extend(elements(made))

    def numbering(self) -> Xml:
        """The paragraph property that puts a paragraph on the current list."""
        return w("numPr", w("ilvl", val=0), w("numId", val=self._current))
