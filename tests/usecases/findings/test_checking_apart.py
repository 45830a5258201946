"""The same findings, whether the rules run in the server or in a process of their own."""

import os
import signal
import threading
from dataclasses import replace

import pytest

from app.domain.errors import TryLater
from app.domain.people import Actor
from app.usecases.findings import checking, pinning
from app.usecases.findings.pinning import Passage
from app.usecases.machines.checker import Checker
from app.usecases.workbench import Workbench
from app.usecases.writing import drafting
from checks import JudgeApart, JudgeGone
from tests.stories.companies import Company

KEY = "icp.2.3"
DEPUTY = "STR-2.3-DEPUTY"
CHAIR = "Joris Smeets sits in her chair on Fridays."


@pytest.fixture
def programme(bench: Workbench, company: Company, anna: Actor) -> str:
    """A programme that names a deputy in words that no rule knows."""
    made = company.programme(anna)
    drafting.save_section_text(bench, anna, made, KEY, CHAIR, 0)
    return made


def test_the_same_is_found_by_a_process_of_its_own(bench: Workbench, anna: Actor, programme: str) -> None:
    """Findings, their counts and passages that people point to do not depend on where rules are run."""
    apart = JudgeApart(bench.checker.packs)
    other = replace(bench, checker=Checker(bench.checker.packs, apart))
    found = checking.check_programme(bench, anna, programme).findings
    finding = next(one.finding.id for one in found if one.finding.rule == DEPUTY)
    there = drafting.read_section(bench, anna, programme, KEY).blocks[0].id
    pinning.point_to(bench, anna, programme, finding, "E1", Passage(KEY, there, CHAIR))
    try:
        here, apart_from_here = (checking.check_programme(one, anna, programme) for one in (bench, other))
        assert apart.pid is not None
    finally:
        apart.close()
    assert apart_from_here == here
    assert any(one.pinned for one in here.findings)


def test_a_killed_process_costs_nothing(bench: Workbench, anna: Actor, programme: str) -> None:
    """Whoever asks gets the findings from the process that takes its place."""
    apart = JudgeApart(bench.checker.packs)
    checker = Checker(bench.checker.packs, apart)
    other = replace(bench, checker=checker)
    checker.ask(lambda judge: judge.check([], {}))
    assert apart.pid is not None
    os.kill(apart.pid, signal.SIGKILL)
    try:
        found = checking.check_programme(other, anna, programme)
    finally:
        checker.stop()
    assert found == checking.check_programme(bench, anna, programme)


def test_where_no_process_can_be_rules_run_in_the_server(
    bench: Workbench, anna: Actor, programme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Slower for everybody, but nobody goes without findings."""
    monkeypatch.setattr("sys.executable", "/no/such/python")
    other = replace(bench, checker=Checker(bench.checker.packs, JudgeApart(bench.checker.packs)))
    assert checking.check_programme(other, anna, programme) == checking.check_programme(
        bench, anna, programme
    )


def test_a_text_that_ends_the_process_every_time_is_told_as_not_checked(
    bench: Workbench, anna: Actor, programme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is tried twice, never in the server: what ends a process would end that as well."""
    checker = Checker(bench.checker.packs, JudgeApart(bench.checker.packs))
    attempts: list[str] = []

    def ended(*_: object) -> None:
        attempts.append("check")
        raise JudgeGone

    monkeypatch.setattr(JudgeApart, "check", ended)
    with pytest.raises(TryLater):
        checking.check_programme(replace(bench, checker=checker), anna, programme)
    assert attempts == ["check", "check"]


def test_a_server_takes_the_rules_in_before_the_first_save(bench: Workbench) -> None:
    """Whoever writes first does not wait for terms and dictionaries."""
    taken_in = threading.Event()

    class Watched(JudgeApart):
        def take_in(self) -> None:
            taken_in.set()

    checker = Checker(bench.checker.packs, Watched(bench.checker.packs))
    checker.start(lambda _programme: None)
    try:
        assert taken_in.wait(timeout=60)
    finally:
        checker.stop()
