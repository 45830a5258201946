"""Word export of 43 and 91 pages beside docxtpl and pandoc, all with the same text."""

import json
import subprocess
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from app.documents.docx_write import export_programme
from app.documents.programme_document import ChapterText, ProgrammeDocument, SectionText
from app.domain.blocks import BlockKind, ParsedBlock
from app.domain.pipe_table import table_text
from benchmarks._export_content import content, timed
from benchmarks.report import Row

HERE = Path(__file__).parent
PEERS = HERE / ".peers"
SMALL, LARGE = 7, 15


def measure() -> Iterable[Row]:
    """Ours in this process; the peers in an environment of their own (made once, group `bench`)."""
    ours = {count: _ours(count) for count in (SMALL, LARGE)}
    peers = _peers()
    for name, aim in (("docxtpl", "at most 1.0"), ("pandoc", "at most 0.2")):
        yield _beside(ours[SMALL], peers.get(name), name, aim)
    ratio = ours[LARGE]["ms"] / ours[SMALL]["ms"]
    shown = f"{ours[LARGE]['ms']:.0f} ms"
    yield Row(
        "export, 91 pages to 43",
        shown,
        f"{ours[SMALL]['ms']:.0f} ms",
        ratio,
        "at most 2.2",
        _said(ours[LARGE]),
    )


def _ours(count: int) -> dict[str, Any]:
    sections = content(count)
    document = _programme(sections)
    return timed(lambda: export_programme(document), sections)


def _beside(ours: dict[str, Any], peer: dict[str, Any] | None, name: str, aim: str) -> Row:
    shown = f"{ours['ms']:.0f} ms"
    if peer is None:
        return Row(f"export, 43 pages, {name}", shown, "not installed", None, aim)
    theirs = peer[str(SMALL)]
    note = f"{name} {peer['version']}; ours {_said(ours)}, theirs {_said(theirs)}"
    return Row(
        f"export, 43 pages, {name}", shown, f"{theirs['ms']:.0f} ms", ours["ms"] / theirs["ms"], aim, note
    )


def _said(figures: dict[str, Any]) -> str:
    return "text complete" if figures["complete"] else "TEXT INCOMPLETE"


def _peers() -> dict[str, Any]:
    """The peers' figures; empty when their environment cannot be made."""
    python = PEERS / "bin" / "python"
    if not python.exists() and not make_environment(python):
        return {}
    command = [str(python), str(HERE / "_export_peers.py"), str(SMALL), str(LARGE)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if ran.returncode:
        print(ran.stderr, file=sys.stderr)
        return {}
    figures: dict[str, Any] = json.loads(ran.stdout)
    return figures


def make_environment(python: Path) -> bool:
    """An environment for the peers, made once (group `bench`)."""
    uv = Path(sys.executable).parent / "uv"
    commands = (
        [str(uv), "venv", "--quiet", "--python", sys.executable, str(PEERS)],
        [str(uv), "pip", "install", "--quiet", "--python", str(python), "--group", "bench"],
    )
    return all(subprocess.run(one, cwd=HERE.parent, check=False).returncode == 0 for one in commands)


def _programme(sections: list[dict[str, Any]]) -> ProgrammeDocument:
    return ProgrammeDocument(
        identifier="icp:benchmark/rev/1",
        title="Benchmark",
        organisation="Benchmark B.V.",
        language="en",
        revision_label="1",
        date=date(2026, 1, 1),
        chapters=tuple(
            ChapterText(
                str(n),
                section["title"],
                tuple(
                    SectionText(f"icp.{n}.{m}", f"{n}.{m}", part["title"], _blocks(part))
                    for m, part in enumerate(section["parts"], start=1)
                ),
            )
            for n, section in enumerate(sections, start=1)
        ),
    )


def _blocks(part: dict[str, Any]) -> tuple[ParsedBlock, ...]:
    return (
        *(ParsedBlock(BlockKind.PARAGRAPH, text) for text in part["paragraphs"]),
        *(ParsedBlock(BlockKind.BULLET, text) for text in part["bullets"]),
        ParsedBlock(BlockKind.TABLE, table_text(tuple(tuple(row) for row in part["rows"]))),
    )
