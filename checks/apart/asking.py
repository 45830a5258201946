"""Asks the judging process, starts it when it is not there, and ends it when it takes too long."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from checks.answers import Answers
from checks.apart.wire import Wire
from checks.judge import Judge, Pointing, Sentences
from checks.loader import built_in_packs
from checks.model import Pack
from checks.pinned import Pinned
from checks.results import CheckResult
from checks.sections import ProgrammeFacts, SectionText

START_SECONDS = 60
ANSWER_SECONDS = 120
PARENT = Path(__file__).parents[2]


class CannotJudgeApart(Exception):
    """No process can be started here, or it reads other packs than these."""


class JudgeGone(Exception):
    """The process ended before it answered. The next question starts another."""


class NotJudged(Exception):
    """The rules failed on these texts; `kind` names the error, without its message."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


def built_in_judge(digests: Sequence[str]) -> Judge:
    """The judge where no process can be. Raises CannotJudgeApart when it would read other packs."""
    packs = built_in_packs()
    if _digests(packs) != tuple(digests):
        raise CannotJudgeApart("other_packs")
    return Judge(packs)


class JudgeApart:
    """The same questions as `checks.Judge`, answered by a process of its own, in turn.

    `packs` must be the built-in ones, with or without their words. Every question raises CannotJudgeApart,
    JudgeGone or NotJudged when it is not answered.
    """

    def __init__(self, packs: Sequence[Pack]) -> None:
        self._packs = tuple(packs)
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._wire: Wire | None = None
        self._closed = False

    @property
    def pid(self) -> int | None:
        """The id of the process; None as long as nothing was asked, or when it is gone."""
        return None if self._process is None else self._process.pid

    def take_in(self) -> None:
        """Read what no text is needed for."""
        self._ask("take_in")

    def check(
        self, sections: Sequence[SectionText], answers: Answers, facts: ProgrammeFacts | None = None
    ) -> CheckResult:
        """Judge sections by every rule that applies."""
        found: CheckResult = self._ask("check", tuple(sections), dict(answers), facts)
        return found

    def judge_pinned(self, pointed: Sequence[Pointing]) -> tuple[Pinned, ...]:
        """How each passage is meant."""
        judged: tuple[Pinned, ...] = self._ask("judge_pinned", tuple(pointed))
        return judged

    def sentences_to_point_at(self, rule: str, section: SectionText) -> Sentences:
        """What can be pointed to in a section."""
        found: Sentences = self._ask("sentences_to_point_at", rule, section)
        return found

    def close(self) -> None:
        """End the process for good, whatever it is doing."""
        self._closed = True
        process = self._process
        if process is not None:
            process.kill()
        with self._turn:
            self._let_go()

    def _ask(self, verb: str, *details: Any) -> Any:
        with self._turn:
            wire = self._wire or self._started()
            try:
                with self._watched(ANSWER_SECONDS):
                    wire.send((verb, details))
                    done, answer = wire.receive()
            except EOFError:
                self._let_go()
                raise JudgeGone from None
            except BaseException:
                # What the other side knows of this question is unknown: begin anew with another process.
                self._let_go()
                raise
        if not done:
            raise NotJudged(answer)
        return answer

    def _started(self) -> Wire:
        """A process that has read the same packs. One that ends while it starts is tried again once."""
        for _attempt in range(2):
            if self._closed:
                raise JudgeGone
            try:
                wire = self._spawned()
                with self._watched(START_SECONDS):
                    digests = wire.receive()
            except OSError as error:
                raise CannotJudgeApart(type(error).__name__) from error
            except EOFError:
                self._let_go()
                continue
            if digests == _digests(self._packs):
                return wire
            self._let_go()
            raise CannotJudgeApart("other_packs")
        raise CannotJudgeApart("does_not_start")

    @contextmanager
    def _watched(self, seconds: float) -> Iterator[None]:
        """End the process when this takes longer; streams have no time limit on every system."""
        assert self._process is not None
        watch = threading.Timer(seconds, self._process.kill)
        watch.daemon = True
        watch.start()
        try:
            yield
        finally:
            watch.cancel()

    def _spawned(self) -> Wire:
        self._process = process = _spawn()
        assert process.stdin is not None
        assert process.stdout is not None
        self._wire = Wire(process.stdout, process.stdin, self._packs)
        if self._closed:
            # `close` came while the process was being made and did not see it.
            process.kill()
        return self._wire

    def _let_go(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        if self._wire is not None:
            self._wire.close()
        self._process = self._wire = None


def _digests(packs: Sequence[Pack]) -> tuple[str, ...]:
    return tuple(pack.digest for pack in packs)


def _spawn() -> subprocess.Popen[bytes]:
    """Our own interpreter on our own files. Settings stay behind: an address may hold a password."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ICP_")}
    environment["PYTHONPATH"] = str(PARENT)
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "checks.apart.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        creationflags=getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0),
    )
