"""Judging in a process of its own says the same as judging here, and outlives the end of that process."""

import io
import os
import pickle
import signal
import struct
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from checks import (
    CannotJudgeApart,
    Judge,
    JudgeApart,
    JudgeGone,
    NotJudged,
    Pack,
    Pointing,
    ProgrammeFacts,
    SectionText,
    TextBlock,
    built_in_judge,
    built_in_packs,
    engine,
    examples_of,
    packs_to_show,
)
from checks.apart import asking, wire
from checks.languages import LANGUAGES, Language

FACTS = ProgrammeFacts(("Meridian Sensors B.V.",), frozenset({"A1", "A7"}), frozenset({"1", "1.1", "4.7"}))
SECTIONS = 40


@pytest.fixture(scope="module")
def packs() -> tuple[Pack, ...]:
    return built_in_packs()


@pytest.fixture(scope="module")
def apart(packs: Sequence[Pack]) -> Iterator[JudgeApart]:
    """One process for all tests that leave it whole."""
    made = JudgeApart(packs)
    yield made
    made.close()


@pytest.fixture
def own(packs: Sequence[Pack]) -> Iterator[JudgeApart]:
    """A process that the test may end."""
    made = JudgeApart(packs)
    yield made
    made.close()


def programme(packs: Sequence[Pack], language: Language) -> list[SectionText]:
    """Texts of the packs' own examples, one in each section."""
    examples = [one for pack in packs for one in pack.examples if one.language == language]
    chosen = examples[:: len(examples) // SECTIONS][:SECTIONS]
    return [
        SectionText(
            f"icp.{number // 9 + 1}.{number % 9 + 1}",
            f"Section {number}",
            language,
            (TextBlock(f"block-{number}", "paragraph", one.text or next(iter(one.texts.values()))),),
        )
        for number, one in enumerate(chosen)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_judgement_is_the_same_here_and_apart(
    packs: Sequence[Pack], apart: JudgeApart, language: Language
) -> None:
    """Findings, evidence and what was not checked are equal at first and after every edit."""
    sections, here = programme(packs, language), Judge(packs)
    answers = {"Q1": ["manufacturer"], "Q2": "yes"}
    first = apart.check(sections, answers, FACTS)
    assert first == here.check(sections, answers, FACTS)
    assert {one.verdict for one in first.findings} >= {"found", "not_found"}
    for place in (0, 7, 7):
        block = sections[place].blocks[0]
        edited = TextBlock(block.id, block.kind, f"{block.text} {sections[place + 1].blocks[0].text}")
        sections[place] = SectionText(sections[place].key, "Edited", language, (edited,))
        assert apart.check(sections, answers, FACTS) == here.check(sections, answers, FACTS)


def test_passages_that_people_point_to_are_judged_the_same(packs: Sequence[Pack], apart: JudgeApart) -> None:
    """Both the sentences on offer and what the filters make of them."""
    here = Judge(packs)
    section = SectionText(
        "icp.2.3",
        "Stop authority",
        "en",
        (TextBlock("b", "paragraph", "Anna de Wit may stop any order. We hope that Joris can do so too."),),
    )
    assert apart.sentences_to_point_at("STR-2.3-DEPUTY", section) == here.sentences_to_point_at(
        "STR-2.3-DEPUTY", section
    )
    rule = next(one for pack in packs for one in pack.rules if one.id == "STR-2.3-DEPUTY")
    pointed = [
        Pointing(rule.id, rule.elements[0].id, section, "b", quote)
        for quote in ("Anna de Wit may stop any order.", "We hope that Joris can do so too.", "Not there.")
    ]
    assert apart.judge_pinned(pointed) == here.judge_pinned(pointed)


def test_what_did_not_change_is_the_same_value_again(packs: Sequence[Pack], apart: JudgeApart) -> None:
    """After an edit most findings do not travel again; texts of rules never do."""
    sections = programme(packs, "en")
    before = apart.check(sections, {}, FACTS)
    sections[3] = SectionText(sections[3].key, "Empty now", "en", ())
    after = apart.check(sections, {}, FACTS)
    kept = {id(one) for one in before.findings} & {id(one) for one in after.findings}
    assert len(kept) > len(after.findings) / 2
    whys = {id(rule.why) for pack in packs for rule in pack.rules}
    assert {id(one.why) for one in after.findings} <= whys


def test_a_killed_process_is_replaced_at_the_next_question(packs: Sequence[Pack], own: JudgeApart) -> None:
    """One question fails; the next is answered in full by another process."""
    sections = programme(packs, "nl")
    before, first = own.check(sections, {}, FACTS), own.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    with pytest.raises(JudgeGone):
        own.check(sections, {}, FACTS)
    assert own.check(sections, {}, FACTS) == before
    assert own.pid != first


def test_a_process_that_hangs_is_ended(
    packs: Sequence[Pack], own: JudgeApart, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits for ever."""
    own.check([], {})
    assert own.pid is not None
    monkeypatch.setattr(asking, "ANSWER_SECONDS", 0.2)
    os.kill(own.pid, signal.SIGSTOP)
    with pytest.raises(JudgeGone):
        own.check([], {})


def test_an_error_crosses_without_its_message(apart: JudgeApart) -> None:
    """A message could hold a text; the kind says enough, and the process goes on."""
    section = SectionText("icp.2.3", "Secret title", "en", ())
    with pytest.raises(NotJudged) as failed:
        apart.sentences_to_point_at("NO-SUCH-RULE", section)
    assert (failed.value.kind, str(failed.value)) == ("KeyError", "KeyError")
    before = apart.pid
    apart.check([section], {})
    assert apart.pid == before


def test_other_packs_are_not_judged_by(packs: Sequence[Pack]) -> None:
    """A process that reads other rules than the server shows would speak of something else."""
    judge = JudgeApart(packs[:1])
    with pytest.raises(CannotJudgeApart):
        judge.check([], {})
    judge.close()


def test_packs_without_their_words_ask_for_the_same(packs: Sequence[Pack], apart: JudgeApart) -> None:
    """Who only shows what rules say keeps no words, and gets the same findings with the same texts."""
    shown = packs_to_show()
    assert [pack.digest for pack in shown] == [pack.digest for pack in packs]
    told = [[(rule.id, rule.why, rule.fix) for rule in pack.rules] for pack in shown]
    assert told == [[(rule.id, rule.why, rule.fix) for rule in pack.rules] for pack in packs]
    assert not any(pack.concepts or pack.examples for pack in shown)
    read = [[one for rule in pack.rules for one in examples_of(pack, rule)] for pack in shown]
    assert read == [list(pack.examples) for pack in packs]
    judge = JudgeApart(shown)
    try:
        sections = programme(packs, "en")
        assert judge.check(sections, {}, FACTS) == apart.check(sections, {}, FACTS)
    finally:
        judge.close()


def test_packs_without_their_words_never_judge_here(packs: Sequence[Pack]) -> None:
    """They would find nothing anywhere; the judge in place of the process reads the whole packs."""
    with pytest.raises(ValueError, match="for showing"):
        Judge(packs_to_show())
    sections = programme(packs, "en")
    instead = built_in_judge([pack.digest for pack in packs_to_show()])
    assert instead.check(sections, {}, FACTS) == Judge(packs).check(sections, {}, FACTS)
    with pytest.raises(CannotJudgeApart):
        built_in_judge(["of other packs"])


def test_without_an_interpreter_there_is_no_process(
    packs: Sequence[Pack], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that embeds Python may have none to start: the caller is told so, at once."""
    monkeypatch.setattr("sys.executable", "/no/such/python")
    judge = JudgeApart(packs)
    with pytest.raises(CannotJudgeApart):
        judge.check([], {})
    judge.close()


def test_closing_ends_the_process_and_keeps_it_ended(own: JudgeApart) -> None:
    """A server that stops leaves nothing behind."""
    own.check([], {})
    pid = own.pid
    assert pid is not None
    own.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    with pytest.raises(JudgeGone):
        own.check([], {})


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs root or tools: /proc")
def test_the_process_yields_and_knows_no_settings(own: JudgeApart, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lowest priority, and no address or password of ours in its environment."""
    monkeypatch.setenv("ICP_DATABASE_URL", "postgresql://somebody:secret@somewhere/icp")
    own.check([], {})
    assert own.pid is not None
    assert os.getpriority(os.PRIO_PROCESS, own.pid) > os.getpriority(os.PRIO_PROCESS, 0)
    assert b"ICP_" not in Path(f"/proc/{own.pid}/environ").read_bytes()


def test_the_process_ends_with_whoever_asked(packs: Sequence[Pack], own: JudgeApart) -> None:
    """When the server is killed, its end of the stream closes: no process is left judging for nobody."""
    own.check([], {})
    child = own._process
    assert child is not None
    assert child.stdin is not None
    child.stdin.close()
    deadline = time.monotonic() + 10
    while child.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    assert child.returncode == 0


def test_what_was_forgotten_travels_again(packs: Sequence[Pack], monkeypatch: pytest.MonkeyPatch) -> None:
    """Both sides remember the same few values, however many went by."""
    monkeypatch.setattr(wire, "MOST_REMEMBERED", 3)
    stream = io.BytesIO()
    sender, receiver = wire.Wire(io.BytesIO(), stream, packs), wire.Wire(stream, io.BytesIO(), packs)
    sections = programme(packs, "en")
    place = 0
    for chosen in (sections[:8], sections[4:12], sections[:2], sections[:8]):
        sender.send(chosen)
        stream.seek(place)
        assert receiver.receive() == chosen
        place = stream.tell()
    assert len(receiver._received) <= 3 + 8


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("subprocess", "getoutput"),
        ("checks.apart.asking", "subprocess.getoutput"),
        ("checks.apart.asking", "_spawn"),
        ("checks.apart.asking", "Path"),
        ("checks.apart.asking", "JudgeApart"),
    ],
)
def test_nothing_but_values_is_taken_in(packs: Sequence[Pack], module: str, name: str) -> None:
    """The other side reads what strangers wrote: were it turned, it could not make this side run anything."""
    call = pickle.PROTO + b"\x04" + _short(module) + _short(name) + pickle.STACK_GLOBAL
    call += _short("echo walked in") + pickle.TUPLE1 + pickle.REDUCE + pickle.STOP
    stream = io.BytesIO(struct.pack(">Q", len(call)) + call)
    with pytest.raises(pickle.UnpicklingError):
        wire.Wire(stream, io.BytesIO(), packs).receive()


def _short(text: str) -> bytes:
    return pickle.SHORT_BINUNICODE + bytes([len(text)]) + text.encode()


def test_the_process_is_there_before_the_first_question(own: JudgeApart) -> None:
    """Nobody who writes waits for it."""
    assert own.pid is None

    own.take_in()

    assert own.pid is not None


def test_what_was_taken_in_is_not_read_again(packs: Sequence[Pack], monkeypatch: pytest.MonkeyPatch) -> None:
    """A first check finds its terms ready."""
    engine._made.cache_clear()
    judge = Judge(packs)
    judge.take_in()

    def again(*_terms: object) -> None:
        pytest.fail("terms were read twice")

    monkeypatch.setattr("checks.engine.TermIndex", again)

    assert judge.check(programme(packs, "nl"), {}).findings
