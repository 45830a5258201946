"""`icp check`: what is printed of a document."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli.main import app
from app.domain.source_names import NAMES


@pytest.fixture
def document(tmp_path: Path) -> Path:
    file = tmp_path / "programma.md"
    file.write_text("# 4.7 Mensenrechtentoets\n\nWij wegen de mensenrechten mee.\n", encoding="utf-8")
    return file


def test_sources_read_as_on_the_pages(document: Path) -> None:
    """Full names and Dutch places under what is left to do; in JSON beside the key of the instrument."""
    printed = CliRunner().invoke(app, ["check", str(document), "--lang", "nl"]).output
    assert f"[{NAMES['UNGP']['nl']}: beginsel" in printed
    assert "commentary" not in printed
    told = json.loads(
        CliRunner().invoke(app, ["check", str(document), "--lang", "nl", "--format", "json"]).stdout
    )
    sources = [source for finding in told["findings"] for source in finding["sources"]]
    assert any(source["citation"].endswith(": bijlage 1, element 4") for source in sources)
    assert all(source["citation"].startswith(NAMES[source["instrument"]]["nl"]) for source in sources)
