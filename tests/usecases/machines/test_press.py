"""Layouts one at a time: asked for twice and made once, kept for a while, ended when the product stops."""

import threading
from collections.abc import Callable, Iterator

import pytest

from app.documents.typesetting import Typeset
from app.domain.errors import TryLater
from app.usecases.machines.press import KEPT, WAITING, Press, Progress

DONE = Typeset(b"word", b"pdf", ())
SECONDS = 10


@pytest.fixture
def press() -> Iterator[Press]:
    made = Press()
    yield made
    made.stop()


def waiting_for(event: threading.Event) -> Callable[[], Typeset]:
    def make() -> Typeset:
        assert event.wait(SECONDS)
        return DONE

    return make


def test_what_is_asked_for_twice_is_made_once(press: Press) -> None:
    """Whoever comes second gets the same, also long after."""
    made: list[int] = []

    def make() -> Typeset:
        made.append(1)
        return DONE

    assert press.progress("a") is Progress.UNKNOWN
    assert press.take("a", make) is press.take("a", make) is DONE
    assert made == [1]
    assert press.progress("a") is Progress.DONE
    assert press.result("a") is DONE


def test_only_one_is_made_at_a_time_and_few_may_wait(press: Press) -> None:
    """The machine stays free for those who write; one too many is told when to come back."""
    go = threading.Event()
    running: list[str] = []
    for number in range(WAITING):
        press.ask(f"{number}", lambda: running.append("x") or waiting_for(go)())
    with pytest.raises(TryLater) as refused:
        press.ask("one more", waiting_for(go))
    assert refused.value.code == "converter_busy"
    assert len(running) <= 1
    assert press.progress("0") is Progress.WORKING
    assert press.result("0") is None
    go.set()
    assert press.ask("5", waiting_for(go)).result(SECONDS) is DONE
    assert len(running) == WAITING


def test_one_that_failed_is_begun_again(press: Press) -> None:
    """Until then it is known as failed, with no result."""

    def fail() -> Typeset:
        raise TryLater("conversion_failed", seconds=1)

    with pytest.raises(TryLater) as refused:
        press.take("a", fail)
    assert refused.value.code == "conversion_failed"
    assert press.progress("a") is Progress.FAILED
    assert press.result("a") is None
    assert press.take("a", lambda: DONE) is DONE


def test_only_the_last_few_are_kept(press: Press) -> None:
    """Memory has an end; what fell out can be asked for again."""
    for number in range(KEPT + 3):
        press.take(f"{number}", lambda: DONE)
    kept = [number for number in range(KEPT + 3) if press.result(f"{number}")]
    assert len(kept) <= KEPT + 1
    assert kept[-1] == KEPT + 2
    assert press.progress("0") is Progress.UNKNOWN


def test_stopping_forgets_what_waits(press: Press) -> None:
    """Whoever waited is told to come back; the next one asked for is made."""
    go = threading.Event()
    press.ask("under way", waiting_for(go))
    waiting = press.ask("waits", waiting_for(go))
    press.stop()
    go.set()
    assert waiting.cancelled()
    assert press.take("later", lambda: DONE) is DONE
