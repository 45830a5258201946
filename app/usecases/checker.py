"""Runs checks one at a time, keeps results, and follows saves from a thread of its own.

A save only notes that a programme changed: it is never slowed down by a check and never fails because of one.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeVar, get_args

import structlog

import checks
from app.domain.errors import TryLater
from app.usecases.kept_texts import KeptTexts
from checks import CheckResult, Pack, ProgrammeFacts, SectionText, TextBlock
from checks.languages import Language
from checks.scope import Answers

KEPT_RESULTS = 128
SETTLE_SECONDS = 0.3
Answer = TypeVar("Answer")

_log = structlog.get_logger("checker")


class Checker:
    """Made once with the packs in force. `start` begins to follow saves, `stop` ends it."""

    def __init__(self, packs: Sequence[Pack]) -> None:
        self.packs = tuple(packs)
        self.texts = KeptTexts()
        self._results: OrderedDict[str, CheckResult] = OrderedDict()
        self._one_at_a_time = threading.Lock()
        self._changed: OrderedDict[str, None] = OrderedDict()
        self._awake = threading.Condition()
        self._thread: threading.Thread | None = None
        self._stopping = False

    @property
    def pack_digests(self) -> tuple[str, ...]:
        """What a result depends on besides the texts."""
        return tuple(pack.digest for pack in self.packs)

    def result(
        self,
        fingerprint: str,
        sections: Callable[[], Sequence[SectionText]],
        answers: Answers,
        facts: ProgrammeFacts,
    ) -> CheckResult:
        """The result for this state of a programme. `sections` is asked only when it is not known yet.

        Raises TryLater when the rules cannot be run: texts are saved all the same.
        """
        with self._one_at_a_time:
            known = self._results.get(fingerprint)
            if known is None:
                known = self._results[fingerprint] = self._run(sections(), answers, facts)
                if len(self._results) > KEPT_RESULTS:
                    self._results.popitem(last=False)
            self._results.move_to_end(fingerprint)
            return known

    def ask(self, question: Callable[[], Answer]) -> Answer:
        """Ask something else of the rules, in turn with the checks. Raises TryLater when they fail."""
        with self._one_at_a_time:
            try:
                return question()
            except Exception as error:
                _log.warning("check_failed", kind=type(error).__name__)
                raise TryLater("checks_unavailable", seconds=30) from error

    def _run(
        self, sections: Sequence[SectionText], answers: Answers, facts: ProgrammeFacts | None = None
    ) -> CheckResult:
        try:
            return checks.run(self.packs, sections, answers, facts=facts)
        except Exception as error:
            _log.warning("check_failed", kind=type(error).__name__)
            raise TryLater("checks_unavailable", seconds=30) from error

    def section_changed(self, programme_id: str, key: str) -> None:
        """Note a committed save. Several saves of one programme become one check; `key` is for the log."""
        with self._awake:
            self._changed[programme_id] = None
            self._awake.notify()
        _log.debug("queued", programme=programme_id, section=key)

    def start(self, follow: Callable[[str], None]) -> None:
        """Call `follow(programme_id)` for every changed programme, in a thread, until `stop`."""
        if self._thread is not None:
            raise RuntimeError("the checker follows saves already")
        self._stopping = False
        self._thread = threading.Thread(target=self._work, args=(follow,), name="checker", daemon=True)
        self._thread.start()

    def stop(self, seconds: float = 10) -> None:
        """Finish the check under way and end the thread; what is queued is checked when somebody looks."""
        with self._awake:
            self._stopping = True
            self._awake.notify()
        if self._thread is not None:
            self._thread.join(timeout=seconds)
            self._thread = None

    def _work(self, follow: Callable[[str], None]) -> None:
        self._warm_up()
        while (programme_id := self._next()) is not None:
            # Whoever saved asks for the findings next: let their request do the work that is kept.
            self._pause(SETTLE_SECONDS)
            begun = time.monotonic()
            try:
                follow(programme_id)
            except Exception as error:
                # The text is saved; the overview says "not counted" until somebody looks at it again.
                _log.warning("counts_not_kept", programme=programme_id, kind=type(error).__name__)
            # Never more than half of the time: people who save and read come first.
            self._pause(time.monotonic() - begun)

    def _warm_up(self) -> None:
        """Take the rules in before the first save, so that nobody waits for them."""
        for language in get_args(Language):
            text = SectionText("", "", language, (TextBlock("", "paragraph", "."),))
            with suppress(TryLater):
                self._run([text], {})

    def _pause(self, seconds: float) -> None:
        with self._awake:
            self._awake.wait_for(lambda: self._stopping, timeout=seconds)

    def _next(self) -> str | None:
        with self._awake:
            while not self._changed and not self._stopping:
                self._awake.wait()
            return None if self._stopping else self._changed.popitem(last=False)[0]
