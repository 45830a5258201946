"""Values that were asked for lately: a fixed number of them, for several threads at a time."""

import threading
from collections import OrderedDict
from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class LastUsed(Generic[Key, Value]):
    """Keeps the `most` values that were put or asked for last; None is never a value."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._one_at_a_time = threading.Lock()
        self._kept: OrderedDict[Key, Value] = OrderedDict()

    def get(self, key: Key) -> Value | None:
        """The value, or None when it is not kept (any more)."""
        with self._one_at_a_time:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, key: Key, value: Value) -> None:
        """Keep a value, and let go of the one that nobody asked for longest."""
        with self._one_at_a_time:
            self._kept[key] = value
            self._kept.move_to_end(key)
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
