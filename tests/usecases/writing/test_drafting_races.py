"""Many writers at once in one section: every accepted save is in the history, none is lost, none twice."""

import threading
from collections.abc import Callable

import pytest

from app.domain.errors import Conflict
from app.usecases.workbench import Workbench
from app.usecases.writing import drafting, history
from tests.depth import depth
from tests.stories.companies import a_company

pytestmark = pytest.mark.slow

KEY = "icp.2.3"
WRITERS = 6
SAVES = depth(8, 80)


def test_versions_are_the_accepted_saves(bench: Workbench) -> None:
    """Whole-section saves race: each version has one winner, and each loser is told."""
    company = a_company(bench)
    anna = company.person("Anna de Wit")
    programme = company.programme(anna)
    accepted: list[str] = []
    refused = 0
    lock = threading.Lock()

    def write(writer: int) -> None:
        nonlocal refused
        for number in range(SAVES):
            base = drafting.read_section(bench, anna, programme, KEY).version
            text = f"Writer {writer}, save {number}."
            try:
                drafting.save_section_text(bench, anna, programme, KEY, text, base)
            except Conflict:
                with lock:
                    refused += 1
            else:
                with lock:
                    accepted.append(text)

    run(write)

    assert len(accepted) + refused == WRITERS * SAVES
    kept = [
        history.read_version(bench, anna, programme, KEY, number).text
        for number in range(1, len(accepted) + 1)
    ]
    assert sorted(kept) == sorted(accepted)
    head = drafting.read_section(bench, anna, programme, KEY)
    assert (head.version, head.text) == (len(accepted), kept[-1])


def test_writers_in_their_own_blocks_never_lose_a_save(bench: Workbench) -> None:
    """Block saves race in one section: nobody is refused, and every writer's last words stand."""
    company = a_company(bench)
    anna = company.person("Anna de Wit")
    programme = company.programme(anna)
    text = "\n\n".join(f"Paragraph of writer {writer}." for writer in range(WRITERS))
    blocks = drafting.save_section_text(bench, anna, programme, KEY, text, 0).blocks
    problems: list[Exception] = []

    def write(writer: int) -> None:
        version = 1
        for number in range(SAVES):
            try:
                drafting.save_block(
                    bench, anna, programme, KEY, blocks[writer].id, f"{writer}: {number}", version
                )
            except Exception as problem:
                problems.append(problem)
            version += 1

    run(write)

    assert problems == []
    head = drafting.read_section(bench, anna, programme, KEY)
    assert [block.text for block in head.blocks] == [f"{writer}: {SAVES - 1}" for writer in range(WRITERS)]
    assert head.version == 1 + WRITERS * SAVES


def run(write: Callable[[int], None]) -> None:
    """Start every writer and wait for all."""
    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
