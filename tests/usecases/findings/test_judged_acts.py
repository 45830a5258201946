"""Setting aside and pointing: judged while others save, written on the state that was judged."""

from collections.abc import Callable
from typing import Any

import pytest

from app.domain.errors import Conflict, Invalid
from app.domain.findings import Judged
from app.domain.people import Actor
from app.usecases.findings import checking, pinning, waiving
from app.usecases.findings.pinning import Passage
from app.usecases.unit_of_work import AlreadyAnswered, Retry
from app.usecases.workbench import Workbench
from app.usecases.writing import drafting
from tests.stories.companies import Company

KEY, DEPUTY = "icp.2.3", "STR-2.3-DEPUTY"
CHAIR = "Joris Smeets sits in her chair on Fridays."
REASON = "Our group company in Delft deputises."
Act = Callable[[], object]


@pytest.fixture
def programme(bench: Workbench, company: Company, anna: Actor) -> str:
    """A programme that names a deputy in words that no rule knows."""
    made = company.programme(anna)
    drafting.save_section_text(bench, anna, made, KEY, CHAIR, 0)
    return made


def deputy(bench: Workbench, actor: Actor, programme: str) -> Judged:
    found = checking.check_programme(bench, actor, programme).findings
    return next(item for item in found if item.finding.rule == DEPUTY)


def acts(bench: Workbench, anna: Actor, programme: str, retry: Retry | None = None) -> list[Act]:
    """Pointing, withdrawing, setting aside and withdrawing again, in an order in which each can be done."""
    finding = deputy(bench, anna, programme).finding.id
    there = drafting.read_section(bench, anna, programme, KEY).blocks[0].id
    passage, today = Passage(KEY, there, CHAIR), bench.clock().date()
    return [
        lambda: pinning.point_to(bench, anna, programme, finding, "E1", passage, retry),
        lambda: pinning.withdraw_pin(bench, anna, programme, finding, "E1", retry),
        lambda: waiving.waive_finding(bench, anna, programme, finding, REASON, today, retry),
        lambda: waiving.withdraw_waiver(bench, anna, programme, finding, retry),
    ]


def while_judging(bench: Workbench, monkeypatch: pytest.MonkeyPatch, do: Callable[[], object]) -> None:
    """Have `do` happen whenever the judge is asked something."""

    def beside(asked: Callable[..., Any]) -> Callable[..., Any]:
        def ask(*given: Any) -> Any:
            do()
            return asked(*given)

        return ask

    monkeypatch.setattr(bench.checker, "result", beside(bench.checker.result))
    monkeypatch.setattr(bench.checker, "ask", beside(bench.checker.ask))


def test_a_colleague_saves_while_a_finding_is_judged(
    bench: Workbench, company: Company, anna: Actor, programme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The write door stays open to others for as long as a check takes, whichever the act."""
    other = company.programme(anna)
    saved: list[int] = []

    def save() -> None:
        text = f"Saved {len(saved)} times."
        saved.append(drafting.save_section_text(bench, anna, other, KEY, text, len(saved)).version)

    for act in acts(bench, anna, programme):
        before = len(saved)
        with monkeypatch.context() as patched:
            while_judging(bench, patched, save)
            act()
        assert len(saved) > before


def test_what_changed_meanwhile_is_judged_once_more(
    bench: Workbench, anna: Actor, programme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A colleague takes the passage away after it was judged: it is refused, not kept for what is gone."""
    point = acts(bench, anna, programme)[0]
    texts = ["Nobody is named."]

    def save() -> None:
        if texts:
            drafting.save_section_text(bench, anna, programme, KEY, texts.pop(), 1)

    while_judging(bench, monkeypatch, save)
    with pytest.raises(Invalid, match="passage_not_there"):
        point()


def test_a_programme_that_never_rests_is_a_conflict(
    bench: Workbench, anna: Actor, programme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Judged twice and overtaken twice: nothing is written, and the person decides again."""
    waive = acts(bench, anna, programme)[2]
    versions = [1]

    def save() -> None:
        text = f"{CHAIR}\n\nLine {versions[-1]}."
        versions.append(drafting.save_section_text(bench, anna, programme, KEY, text, versions[-1]).version)

    with monkeypatch.context() as patched:
        while_judging(bench, patched, save)
        with pytest.raises(Conflict):
            waive()
    assert len(versions) == 3
    assert deputy(bench, anna, programme).waiver is None


def test_a_repeated_request_gets_its_answer_without_being_judged(
    bench: Workbench, anna: Actor, programme: str
) -> None:
    """The text has moved on since; the first answer stands."""
    retry = Retry(anna.person.id, "key", "PUT /pin", "0" * 64, lambda _given: (200, "the first answer"))
    point = acts(bench, anna, programme, retry)[0]
    point()
    drafting.save_section_text(bench, anna, programme, KEY, "Nobody is named.", 1)
    with pytest.raises(AlreadyAnswered) as again:
        point()
    assert again.value.answer == "the first answer"
