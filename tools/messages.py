"""Extract the texts of the interface and bring the catalogues up to date.

    python tools/messages.py           write messages.pot, sort and update the Dutch catalogue
    python tools/messages.py --prune   the same, and drop Dutch texts that nothing uses any more
    python tools/messages.py --check   change nothing; exit 1 when something is out of date or not translated

Message ids are English. New Dutch texts may be appended anywhere in the catalogue; this tool sorts them.
"""

from __future__ import annotations

import argparse
import re
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
APP = ROOT / "app"
TEMPLATE = APP / "locale" / "messages.pot"
DUTCH = APP / "locale" / "nl" / "LC_MESSAGES" / "messages.po"
METHODS = [("**/templates/**.html", "jinja2"), ("**/templates/**.txt", "jinja2"), ("**.py", "python")]
OPTIONS = {
    "**/templates/**": {
        "trimmed": "true",
        "silent": "false",
        "encoding": "utf-8",
        "extensions": "jinja2.ext.do",
    }
}
KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}
FIXED = datetime(2026, 1, 1, tzinfo=UTC)
STRAY = re.compile("['“”\"]")
PLACE = re.compile(r"%\((\w+)\)[sd]")


def extracted() -> Catalog:
    """Every message id in `app`, without places, so that moved lines change nothing."""
    found = Catalog(
        project="Toetssteen",
        header_comment="# Texts of the interface.",
        creation_date=FIXED,
        revision_date=FIXED,
        fuzzy=False,
    )
    for _, _, message, _, context in extract_from_dir(APP, METHODS, OPTIONS, keywords=KEYWORDS):
        found.add(message, context=context)
    return found


def dutch() -> Catalog:
    """The Dutch catalogue as it is on disk; a doubled message id is an error with its line."""
    return read_po(BytesIO(DUTCH.read_bytes()), locale="nl", abort_invalid=True)


def rendered(catalogue: Catalog) -> bytes:
    """The catalogue as it is written to disk: sorted, without places."""
    out = BytesIO()
    write_po(out, catalogue, sort_output=True, no_location=True, ignore_obsolete=True, width=110)
    return out.getvalue()


def translations(message: Message) -> tuple[str, ...]:
    """All forms of one translation."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))


def complaints() -> list[str]:
    """What is wrong with the catalogues, one line each."""
    wanted, have = extracted(), dutch()
    known = {message.id: message for message in have if message.id}
    found = []
    if not TEMPLATE.exists() or TEMPLATE.read_bytes() != rendered(wanted):
        found.append("messages.pot is out of date: run tools/messages.py")
    for message in wanted:
        if not message.id:
            continue
        translated = known.get(message.id)
        if translated is None or not all(translations(translated)):
            found.append(f"no Dutch for {message.id!r}")
        elif translated.fuzzy:
            found.append(f"doubtful Dutch for {message.id!r}")
        elif _places(message.id) != _places(translations(translated)):
            found.append(f"other places in the Dutch for {message.id!r}")
        elif STRAY.search("".join(translations(translated))):
            found.append(f"the Dutch takes ’ and ‘ ’, not ' or “ ”: {message.id!r}")
    unused = known.keys() - {message.id for message in wanted if message.id}
    return found + [f"no longer used: {message_id!r}" for message_id in sorted(map(str, unused))]


def _places(text: str | tuple[str, ...] | list[str]) -> set[str]:
    parts = (text,) if isinstance(text, str) else text
    return {name for part in parts for name in PLACE.findall(part)}


def update(prune: bool) -> None:
    """Write the template and the Dutch catalogue, sorted, with the new ids; `prune` drops unused ones."""
    wanted, have = extracted(), dutch()
    TEMPLATE.write_bytes(rendered(wanted))
    for message in wanted:
        if message.id and message.id not in have:
            have.add(message.id)
    if prune:
        for unused in [message.id for message in have if message.id and message.id not in wanted]:
            have.delete(unused)
    have.creation_date = have.revision_date = FIXED
    have.header_comment = "# Dutch texts of the interface. Append anywhere; tools/messages.py sorts."
    DUTCH.write_bytes(rendered(have))


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="change nothing, exit 1 when something is amiss")
    parser.add_argument(
        "--prune", action="store_true", help="also drop Dutch texts that nothing uses any more"
    )
    chosen = parser.parse_args()
    if not chosen.check:
        update(chosen.prune)
    found = complaints()
    print("\n".join(found) or "catalogues are complete", file=sys.stderr if found else sys.stdout)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
