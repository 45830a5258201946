"""Checking text: a programme cold and warm, one section, ten times the text, twice the rules, two linters.

All in CPU time of one core. The text is the template filled in with its own example values, as long as sixty
pages; for ten times the text every sentence is made another one, so that nothing is remembered from before.
"""

import json
import multiprocessing
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.export import HERE, PEERS, make_environment
from benchmarks.report import Row
from checks import Pack, SectionText, TextBlock, read_packs, run
from checks.engine import take_in
from icp_templates import fill, load_library

WORDS = 20_000
SECTION_WORDS = 600
ROUNDS = 9
PROCESSES = 5
TURNS = 25
RULES = ("write-good", "common-misspellings", "terminology")


def programme(marks: Sequence[str] = ("",)) -> list[SectionText]:
    """The template's model clauses in English, blanks filled in, cut at sixty pages.

    Each mark makes every sentence another one; with several, each section holds its clauses once for each.
    """
    template = load_library().template("eu-nl")
    values = {blank.key: blank.example["en"] for blank in template.blanks}
    sections = []
    count = 0
    for section in template.sections:
        blocks = [
            TextBlock(
                f"{clause.id} {place}{mark}", block.kind, fill(block.text, values).replace(". ", f"{mark}. ")
            )
            for mark in marks
            for clause in section.clauses
            for place, block in enumerate(clause.blocks["en"])
        ]
        count += sum(len(block.text.split()) for block in blocks) // len(marks)
        if count > WORDS:
            break
        sections.append(SectionText(section.key, section.title["en"], "en", tuple(blocks)))
    return sections


def cpu(work: Callable[[], Any]) -> float:
    """CPU milliseconds of one call."""
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1000


def in_new_process(name: str) -> dict[str, float]:
    """The figures of one of the functions below, from a process that has read nothing before."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        figures: dict[str, float] = pool.apply(globals()[name])
    return figures


def median_of_new_processes(name: str) -> dict[str, float]:
    """As above, the medians of several: what is done once in a process cannot be repeated in it."""
    runs = [in_new_process(name) for _ in range(PROCESSES)]
    return {what: statistics.median(run[what] for run in runs) for what in runs[0]}


def whole_programme() -> dict[str, float]:
    """Cold: rules and words taken in, as when a server starts; no sentence seen. Warm: others were."""
    packs, text = read_packs(), programme()
    taking_in = cpu(lambda: take_in(packs))
    cold = cpu(lambda: run(packs, text, {}))
    return {"taking in": taking_in, "cold": cold, "warm": cpu(lambda: run(packs, programme([" now"]), {}))}


def own_sections() -> dict[str, float]:
    """The same text as somebody else's document: nobody says which section answers for what."""
    packs = read_packs()
    take_in(packs)
    first, other = (
        [replace(section, key=f"section-{place}") for place, section in enumerate(programme([mark]))]
        for mark in ("", " now")
    )
    return {"cold": cpu(lambda: run(packs, first, {})), "warm": cpu(lambda: run(packs, other, {}))}


def one_section() -> dict[str, float]:
    """A section of 600 words after an edit of one sentence, the rest of the programme as it was."""
    packs, text = read_packs(), programme()
    blocks: list[TextBlock] = []
    for block in (block for section in text for block in section.blocks if block.kind == "paragraph"):
        if sum(len(b.text.split()) for b in blocks) < SECTION_WORDS:
            blocks.append(block)
    run(packs, text, {})
    place = next(place for place, section in enumerate(text) if section.key == "icp.4.7")
    taken = []
    for round_ in range(ROUNDS):
        edited = replace(blocks[2], text=f"{blocks[2].text} In round {round_} the officer signs again.")
        text[place] = replace(text[place], blocks=(*blocks[:2], edited, *blocks[3:]))
        taken.append(cpu(lambda: run(packs, text, {})))
    return {"section": statistics.median(taken[1:]), "slowest": max(taken[1:])}


def ten_times() -> dict[str, float]:
    """One programme, then ten others of the same length in one run."""
    packs = read_packs()
    run(packs, programme([" once"]), {})
    once = cpu(lambda: run(packs, programme([" a1"]), {}))
    return {"once": once, "ten": cpu(lambda: run(packs, programme([f" b{n}" for n in range(10)]), {}))}


def twice_the_rules() -> dict[str, float]:
    """By turns as the rules are and with every rule twice, each time a programme of new sentences.

    The ratio is the median of those of each turn: both halves of a turn have the machine as it is then.
    """
    packs = read_packs()
    kinds = {"once": packs, "twice": tuple(_doubled(pack) for pack in packs)}
    for kind in kinds.values():
        run(kind, programme([" first"]), {})
    taken: dict[str, list[float]] = {name: [] for name in kinds}
    for number in range(TURNS):
        for name, kind in kinds.items():
            text = programme([f" {name} {number}"])
            taken[name].append(cpu(partial(run, kind, text, {})))
    turns = zip(taken["twice"], taken["once"], strict=True)
    figures = {name: statistics.median(each) for name, each in taken.items()}
    return {**figures, "ratio": statistics.median(twice / once for twice, once in turns)}


def _doubled(pack: Pack) -> Pack:
    """Every rule a second time; the copies share with one another what the rules share."""
    again = tuple(
        replace(rule, id=f"{rule.id}-B", requirement=f"{rule.requirement}-B") for rule in deepcopy(pack.rules)
    )
    return replace(pack, rules=(*pack.rules, *again), digest=f"{pack.digest} twice")


def measure() -> Iterable[Row]:
    """Every figure, then the linters on the same text."""
    whole = median_of_new_processes("whole_programme")
    section = median_of_new_processes("one_section")
    rules = sum(len(pack.rules) for pack in read_packs())
    note = f"{rules} rules, {WORDS} words"
    taken_in = f"{whole['taking in']:.0f} ms"
    yield Row(
        "taking in terms and dictionaries", taken_in, "-", None, "", "once in a process, both languages"
    )
    yield Row("check of 60 pages, cold", f"{whole['cold']:.0f} ms", "-", None, "at most 1000 ms", note)
    yield Row(
        "check of 60 pages, warm", f"{whole['warm']:.0f} ms", "-", None, "at most 500 ms", "other sentences"
    )
    own = median_of_new_processes("own_sections")
    yield Row(
        "the same, sections of its own, cold", f"{own['cold']:.0f} ms", "-", None, "", "no aim of its own"
    )
    yield Row(
        "the same, sections of its own, warm", f"{own['warm']:.0f} ms", "-", None, "", "other sentences"
    )
    slowest = f"slowest of {ROUNDS - 1}: {section['slowest']:.0f} ms"
    yield Row(
        "check of a 600-word section", f"{section['section']:.1f} ms", "-", None, "at most 15 ms", slowest
    )
    ten, twice = in_new_process("ten_times"), in_new_process("twice_the_rules")
    yield _beside("ten times the text", ten["ten"], ten["once"], "at most 12", "once")
    yield Row(
        "twice the rules",
        f"{twice['twice']:.0f} ms",
        f"once {twice['once']:.0f} ms",
        twice["ratio"],
        "at most 1.4",
        f"median of the ratios of {TURNS} turns",
    )
    yield from _linters(whole["cold"])


def _beside(what: str, ours: float, other: float, aim: str, peer: str) -> Row:
    return Row(what, f"{ours:.0f} ms", f"{peer} {other:.0f} ms", ours / other, aim)


def _linters(ours: float) -> Iterable[Row]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "programme.md"
        file.write_text("\n\n".join(b.text for s in programme() for b in s.blocks), "utf-8")
        for name, taken in (("proselint", _proselint(file)), ("textlint", _textlint(file))):
            if taken is None:
                yield Row(f"check of 60 pages, {name}", f"{ours:.0f} ms", "skipped", None, "beside it")
            else:
                yield _beside(f"check of 60 pages, {name}", ours, taken, "beside it", name)


def _proselint(file: Path) -> float | None:
    """CPU time of its own function, in the peers' environment, start left out."""
    python = PEERS / "bin" / "python"
    if not python.exists() and not make_environment(python):
        return None
    command = [str(python), str(HERE / "_checking_peer.py"), str(file)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    return None if ran.returncode else float(json.loads(ran.stdout)["ms"])


def _textlint(file: Path) -> float | None:
    """Wall time of its command less that on an empty file, so that Node's start does not count."""
    npm = shutil.which("npm")
    if npm is None:
        return None
    home = PEERS / "node"
    home.mkdir(parents=True, exist_ok=True)
    if not (home / "node_modules" / "textlint").exists():
        packages = ["textlint", *(f"textlint-rule-{rule}" for rule in RULES)]
        subprocess.run([npm, "install", "--silent", "--prefix", str(home), *packages], check=True)
    empty = file.with_name("empty.md")
    empty.write_text("\n", "utf-8")
    rules = [part for rule in RULES for part in ("--rule", rule)]
    command = [str(home / "node_modules" / ".bin" / "textlint"), *rules]

    def seconds(path: Path) -> float:
        begun = time.perf_counter()
        subprocess.run([*command, str(path)], cwd=home, capture_output=True, check=False)
        return time.perf_counter() - begun

    seconds(empty)
    return (seconds(file) - seconds(empty)) * 1000
