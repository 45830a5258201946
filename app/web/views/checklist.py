"""The checklist of one section: the facts of a complete one, each with what its text says of it."""

from dataclasses import dataclass

from app.domain.stated import Stated
from app.i18n import _, current_language
from app.usecases.findings.checking import SectionFindings
from app.usecases.writing.workspace import Workspace
from checks.model import Verdict


@dataclass(frozen=True)
class ChecklistItem:
    """A fact that the finished section states, and `note` on what of it is not there.

    Without a `verdict` the text here says nothing of it that a rule judged, and `note` tells why.
    """

    text: str
    verdict: Verdict | None
    note: str


@dataclass(frozen=True)
class ChecklistView:
    """The checklist alone, as it is refreshed after a check."""

    items: tuple[ChecklistItem, ...]


def checklist_of(work: Workspace, found: SectionFindings) -> ChecklistView:
    """What a complete section says, each with what the rules see of it here, if a rule looks for it."""
    items = work.template.checklist if work.template else ()
    return ChecklistView(tuple(_item(item.text[current_language()], item.elements, found) for item in items))


def _item(text: str, elements: tuple[str, ...], found: SectionFindings) -> ChecklistItem:
    """A fact counts as found when all that says it stands here."""
    judged = {name: found.elements[name] for name in elements if name in found.elements}
    if not judged:
        return ChecklistItem(text, None, _unjudged(elements, found))
    verdicts = {one.verdict for one in judged.values()}
    if verdicts == {None}:
        return ChecklistItem(text, None, _elsewhere(*judged.values(), found=found))
    verdict = verdicts.pop() if len(verdicts) == 1 else _mixed(verdicts)
    return ChecklistItem(text, verdict, _lacking(judged, found) if verdict == "partly" else "")


def _mixed(verdicts: set[Verdict | None]) -> Verdict:
    """Of several elements some are said here, or one of them at most elsewhere."""
    return "not_found" if verdicts <= {"not_found", None} else "partly"


def _unjudged(elements: tuple[str, ...], found: SectionFindings) -> str:
    """Why no rule says anything of a fact; empty as long as nothing is written."""
    if not found.has_text:
        return ""
    if not elements:
        return _("not checked")
    if all(name.rpartition(".")[0] in found.not_applicable for name in elements):
        return _("does not apply to you")
    return _("not checked yet")


def _elsewhere(*stated: Stated, found: SectionFindings) -> str:
    sections = dict.fromkeys(key for one in stated for key in one.sections)
    return _("stands in %(section)s", section=", ".join(found.titles.get(key, key) for key in sections))


def _lacking(judged: dict[str, Stated], found: SectionFindings) -> str:
    """Which of several elements are not found here; of a single one the finding itself tells it."""
    if len(judged) == 1:
        return ""
    lacking = [_words(name, one, found) for name, one in judged.items() if one.verdict != "found"]
    return _("not found here: %(what)s", what="; ".join(lacking))


def _words(name: str, stated: Stated, found: SectionFindings) -> str:
    """What is not found here of an element, in the words of the finding beside it."""
    words = found.says[name][current_language()]
    return words if stated.verdict else f"{words} ({_elsewhere(stated, found=found)})"
