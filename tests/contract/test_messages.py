"""The catalogues are complete: every text of the interface has its Dutch."""

import re
import subprocess
import sys
from pathlib import Path

from app.i18n import catalogue, in_language, ngettext
from checks.languages import LANGUAGES

ROOT = Path(__file__).parent.parent.parent


def test_every_text_has_its_dutch() -> None:
    """The template of messages is current; no Dutch is missing, doubtful, unused or without its places."""
    command = [sys.executable, "tools/messages.py", "--check"]
    outcome = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (outcome.returncode, outcome.stderr) == (0, "")


def test_texts_outside_gettext_are_none() -> None:
    """No template writes a sentence without handing it to gettext, articles in their own language apart."""
    folder = ROOT / "app" / "web" / "templates"
    for path in folder.rglob("*.html"):
        if "articles" in path.parts:
            continue
        text = re.sub(
            r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", "|", path.read_text("utf-8"), flags=re.DOTALL
        )
        sentences = [
            piece.strip() for piece in text.split("|") if re.search(r"[A-Za-z]{3,} [A-Za-z]{2,}", piece)
        ]
        assert not sentences, (path.relative_to(folder), sentences)


def test_both_languages_are_loaded_from_the_files_that_ship() -> None:
    """Dutch is not English, and plural forms differ."""
    assert catalogue("nl").gettext("Save") == "Opslaan"
    assert LANGUAGES == ("en", "nl")
    with in_language("nl"):
        one, many = (ngettext("%(num)s day", "%(num)s days", number) for number in (1, 2))
    assert (one, many) == ("%(num)s dag", "%(num)s dagen")
