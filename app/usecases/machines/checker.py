"""Runs checks one at a time, keeps results, and follows saves from a thread of its own.

A save only notes that a programme changed: it is never slowed down by a check and never fails because of one.
"""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import TypeVar

import structlog

from app.domain.errors import TryLater
from app.domain.overview import FindingCounts
from app.usecases.machines.changed_programmes import ChangedProgrammes
from app.usecases.machines.kept_texts import KeptTexts
from app.usecases.machines.last_used import LastUsed
from checks import (
    CannotJudgeApart,
    CheckResult,
    Judge,
    JudgeApart,
    JudgeGone,
    NotJudged,
    Pack,
    ProgrammeFacts,
    SectionText,
    built_in_judge,
)
from checks.answers import Answers

KEPT_RESULTS = 128
KEPT_COUNTS = 1_000
ATTEMPTS = 2
Answer = TypeVar("Answer")

_log = structlog.get_logger("checker")


class Checker:
    """Made once with the packs in force. `start` begins to follow saves, `stop` ends it.

    `apart` judges in a process of its own; where that cannot be, and without it, checks run in the thread
    of whoever asks, with the same outcome. `counts` are those made last, by the state they belong to.
    """

    def __init__(self, packs: Sequence[Pack], apart: JudgeApart | None = None) -> None:
        self.packs = tuple(packs)
        self.texts = KeptTexts()
        self._judge: Judge | JudgeApart = apart or Judge(self.packs)
        self.counts: LastUsed[str, Mapping[str, FindingCounts]] = LastUsed(KEPT_COUNTS)
        self._results: LastUsed[str, CheckResult] = LastUsed(KEPT_RESULTS)
        self._one_at_a_time = threading.Lock()
        self._changed = ChangedProgrammes()
        self._thread: threading.Thread | None = None

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
                texts = sections()
                known = self._judged(lambda judge: judge.check(texts, answers, facts))
                self._results.put(fingerprint, known)
            return known

    def ask(self, question: Callable[[Judge | JudgeApart], Answer]) -> Answer:
        """Ask something else of the judge, in turn with the checks. Raises TryLater when that fails."""
        with self._one_at_a_time:
            return self._judged(question)

    def _judged(self, question: Callable[[Judge | JudgeApart], Answer]) -> Answer:
        """The answer. A process that was killed is started again; where none can be, judging happens here."""
        for _attempt in range(ATTEMPTS):
            try:
                return question(self._judge)
            except JudgeGone:
                _log.warning("judge_gone")
            except CannotJudgeApart as error:
                _log.warning("judging_in_the_server", why=str(error))
                self._judge = self._instead_of_a_process()
            except Exception as error:
                kind = error.kind if isinstance(error, NotJudged) else type(error).__name__
                _log.warning("check_failed", kind=kind)
                break
        raise TryLater("checks_unavailable", seconds=30)

    def _instead_of_a_process(self) -> Judge:
        try:
            return built_in_judge(self.pack_digests)
        except CannotJudgeApart as error:
            raise TryLater("checks_unavailable", seconds=30) from error

    def programme_changed(self, programme_id: str) -> None:
        """Note a committed save. Several saves of one programme become one check."""
        self._changed.add(programme_id)

    def counted(self, programme_id: str, state: str, counts: Mapping[str, FindingCounts]) -> None:
        """Keep the counts of a state of a programme, made from a check of it."""
        self.counts.put(state, counts)
        self._changed.checked(programme_id)

    def start(self, follow: Callable[[str], None]) -> None:
        """Call `follow(programme_id)` for every changed programme, in a thread, until `stop`."""
        if self._thread is not None:
            raise RuntimeError("the checker follows saves already")
        self._changed.open()
        self._thread = threading.Thread(target=self._work, args=(follow,), name="checker", daemon=True)
        self._thread.start()

    def stop(self, seconds: float = 10) -> None:
        """Finish the check under way and end the thread; what is queued is checked when somebody looks."""
        self._changed.close()
        if self._thread is not None:
            self._thread.join(timeout=seconds)
            self._thread = None
        self._judge.close()

    def _work(self, follow: Callable[[str], None]) -> None:
        self._warm_up()
        while (programme_id := self._changed.next()) is not None:
            begun = time.monotonic()
            try:
                follow(programme_id)
            except Exception as error:
                # The text is saved; the overview says "not counted" until somebody looks at it again.
                _log.warning("counts_not_kept", programme=programme_id, kind=type(error).__name__)
            # Never more than half of the time: people who save and read come first.
            self._changed.pause(time.monotonic() - begun)

    def _warm_up(self) -> None:
        """Take the rules in before the first save, so that nobody waits for them."""
        with suppress(TryLater):
            self.ask(lambda judge: judge.take_in())
