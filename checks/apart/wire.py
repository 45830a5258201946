"""Values of `checks` over a pair of byte streams.

What both sides have anyway, the texts of the rules, travels as a number. So does a section or a finding that
was sent before: after an edit only what changed is written and read again.
"""

from __future__ import annotations

import io
import pickle
import struct
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import is_dataclass
from typing import IO, Any

from checks.model import Pack
from checks.results import Finding
from checks.sections import SectionText

MOST_REMEMBERED = 10_000
_LENGTH = struct.Struct(">Q")
_REMEMBERED = (SectionText, Finding)


class Wire:
    """One end. The other end must be made with packs of the same content.

    Raises EOFError when the other side is gone. Nothing but values of `checks` is taken in.
    """

    def __init__(self, incoming: IO[bytes], outgoing: IO[bytes], packs: Sequence[Pack]) -> None:
        self._incoming, self._outgoing = incoming, outgoing
        self._texts = tuple(_texts_of(packs))
        self._number_of_text = {id(text): number for number, text in enumerate(self._texts)}
        self._sent: OrderedDict[int, tuple[int, Any]] = OrderedDict()
        self._received: dict[int, Any] = {}
        self._last_number = len(self._texts)

    def send(self, value: Any) -> None:
        """Write a value, preceded by what it mentions for the first time and by what is to be forgotten."""
        forgotten = self._forget()
        fresh: list[tuple[int, Any]] = []
        body = _dumped(value, lambda item: self._known(item, fresh))
        message = pickle.dumps((forgotten, _dumped(fresh, self._text), body), pickle.HIGHEST_PROTOCOL)
        try:
            self._outgoing.write(_LENGTH.pack(len(message)) + message)
            self._outgoing.flush()
        except (OSError, ValueError) as error:
            raise EOFError from error

    def receive(self) -> Any:
        """Wait for the next value."""
        (length,) = _LENGTH.unpack(self._read(_LENGTH.size))
        forgotten, fresh, body = _Loader(self._read(length), self._received, self._texts).load()
        for number in forgotten:
            del self._received[number]
        self._received.update(_Loader(fresh, self._received, self._texts).load())
        return _Loader(body, self._received, self._texts).load()

    def close(self) -> None:
        """Let go of both streams; the other side then reads the end."""
        for stream in (self._outgoing, self._incoming):
            try:
                stream.close()
            except OSError:
                # What was still to be written has no reader any more.
                continue

    def _read(self, length: int) -> bytes:
        try:
            found = self._incoming.read(length)
        except (OSError, ValueError) as error:
            raise EOFError from error
        if len(found) < length:
            raise EOFError
        return found

    def _text(self, item: Any) -> int | None:
        return self._number_of_text.get(id(item))

    def _known(self, item: Any, fresh: list[tuple[int, Any]]) -> int | None:
        if not isinstance(item, _REMEMBERED):
            return self._text(item)
        sent = self._sent.get(id(item))
        if sent is None:
            self._last_number += 1
            sent = self._sent[id(item)] = (self._last_number, item)
            fresh.append(sent)
        else:
            self._sent.move_to_end(id(item))
        return sent[0]

    def _forget(self) -> list[int]:
        surplus = max(0, len(self._sent) - MOST_REMEMBERED)
        return [self._sent.popitem(last=False)[1][0] for _ in range(surplus)]


class _Loader(pickle.Unpickler):
    """Takes in values of `checks` only; numbers stand for texts of rules and for what came earlier."""

    def __init__(self, content: bytes, received: dict[int, Any], texts: Sequence[Any]) -> None:
        super().__init__(io.BytesIO(content))
        self._received, self._texts = received, texts

    def persistent_load(self, number: int) -> Any:
        return self._texts[number] if number < len(self._texts) else self._received[number]

    def find_class(self, module: str, name: str) -> Any:
        # A dotted name would walk on from our module into whatever that module imports.
        if module.startswith("checks.") and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and is_dataclass(found) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError("not a value of checks")


def _dumped(value: Any, number_of: Any) -> bytes:
    stream = io.BytesIO()
    pickler = pickle.Pickler(stream, pickle.HIGHEST_PROTOCOL)
    pickler.persistent_id = number_of  # type: ignore[method-assign]
    pickler.dump(value)
    return stream.getvalue()


def _texts_of(packs: Sequence[Pack]) -> Iterator[Any]:
    """What findings repeat of their rules, in an order that only the content of the packs decides."""
    for rule in (rule for pack in packs for rule in pack.rules):
        yield from (rule.name, rule.finding, rule.in_part, rule.why, rule.fix, rule.silent, rule.sources)
        yield from (element.says for element in rule.elements)
        yield from (defect.says for defect in rule.defects)
