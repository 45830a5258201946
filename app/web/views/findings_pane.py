"""The findings pane of one section: what to do, what is set aside, what was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.findings import Judged
from app.i18n import current_language, long_date, ngettext
from app.usecases.findings.checking import SectionFindings
from app.web.views.count_words import finding_words
from app.web.views.pinned import PinView, pin_views
from app.web.views.places import Place, places_of
from app.web.views.state_words import state_words

PROPOSED_DAYS = 365
SHOWN_PLACES = 3
EMPTY_BLANK = "⟦"


@dataclass(frozen=True)
class MissingView:
    """An element that is not found; `point_href` leads to where it can be pointed to, empty if nowhere."""

    text: str
    point_href: str


@dataclass(frozen=True)
class FindingView:
    """One finding. `number` is the same as on its marks; `clause` is the model clause that would solve it.

    `places` are shown at once, `more` when somebody asks for them.
    """

    id: str
    number: int
    requirement: str
    title: str
    severity: str
    verdict: str
    what: str
    note: str
    needs_blanks: bool
    missing: tuple[MissingView, ...]
    pins: tuple[PinView, ...]
    why: str
    fix: str
    rule_href: str
    places: tuple[Place, ...]
    more: tuple[Place, ...]
    clause: str | None
    reason: str
    until: str
    text_changed: bool


@dataclass(frozen=True)
class SolvedView:
    """A finding that an edit has done away with."""

    id: str
    requirement: str
    title: str


@dataclass(frozen=True)
class FindingsPane:
    """`solved` were open when the pane was last drawn and are found now; `shown` says what is open now.

    `state` is ready, no_text (nothing to check yet) or unavailable (checks will follow).
    """

    state: str
    path: str
    programme_title: str
    programme_path: str
    blanks_href: str
    section_title: str
    version: int
    may_answer: bool
    open: tuple[FindingView, ...]
    solved: tuple[SolvedView, ...]
    waived: tuple[FindingView, ...]
    found: tuple[FindingView, ...]
    summary: str
    in_programme: str
    fix_first_in_programme: int
    shown: str
    earliest: str
    proposed: str
    last_block: str


def findings_pane(found: SectionFindings, path: str, *, earlier: frozenset[str], today: date) -> FindingsPane:
    """The pane as of now. `earlier` are the ids of the findings that were open when it was last drawn."""
    numbered = {item.finding.id: number for number, item in enumerate(found.in_order, 1)}
    views = {item.finding.id: _view(item, found, path, numbered) for item in found.in_order}
    solved = [item for item in found.found if item.finding.id in earlier and not item.pinned]
    still = [item for item in found.found if item not in solved]
    total = len(found.open)
    return FindingsPane(
        state="ready" if found.has_text else "no_text",
        path=path,
        programme_title=found.programme_title,
        programme_path=_programme_path(path),
        blanks_href=_blanks_href(path),
        section_title=found.titles.get(found.key, found.key),
        version=found.version,
        may_answer=found.may_answer,
        open=tuple(views[item.finding.id] for item in found.open),
        solved=(
            *(_solved(item.finding.id, item.finding.requirement, item.finding.title) for item in solved),
            *(
                _solved(id_, rule.requirement, rule.name)
                for id_, rule in found.clear.items()
                if id_ in earlier
            ),
        ),
        waived=tuple(views[item.finding.id] for item in found.waived),
        found=tuple(views[item.finding.id] for item in still),
        summary=ngettext("%(num)s finding in this section", "%(num)s findings in this section", total)
        % {"num": total},
        in_programme=finding_words(found.programme_counts),
        fix_first_in_programme=found.programme_counts.fix_first,
        shown=",".join(item.finding.id for item in found.open),
        earliest=today.isoformat(),
        proposed=(today + timedelta(days=PROPOSED_DAYS)).isoformat(),
        last_block=found.blocks[-1] if found.blocks else "",
    )


def pane_without_checks(path: str) -> FindingsPane:
    """The text is saved; the rules cannot be run just now."""
    return FindingsPane(
        state="unavailable",
        path=path,
        programme_title="",
        programme_path=_programme_path(path),
        blanks_href=_blanks_href(path),
        section_title="",
        version=0,
        may_answer=False,
        open=(),
        solved=(),
        waived=(),
        found=(),
        summary="",
        in_programme="",
        fix_first_in_programme=0,
        shown="",
        earliest="",
        proposed="",
        last_block="",
    )


def _programme_path(path: str) -> str:
    return path.partition("/sections/")[0]


def _blanks_href(path: str) -> str:
    return _programme_path(path) + "/blanks"


def _view(item: Judged, found: SectionFindings, path: str, numbered: Mapping[str, int]) -> FindingView:
    finding, waiver, language = item.finding, item.waiver, current_language()
    places = places_of(item, found, path)
    return FindingView(
        id=finding.id,
        number=numbered[finding.id],
        requirement=finding.requirement,
        title=finding.title[language],
        severity=finding.severity,
        verdict=finding.outcome,
        what=finding.message[language],
        note="" if item.is_found else state_words(finding.state),
        needs_blanks="template" in finding.elements.values()
        or any(EMPTY_BLANK in e.quote for e in finding.evidence),
        missing=tuple(
            MissingView(
                element.text[language],
                f"{path}/findings/{finding.id}/pins/{element.id}"
                if found.may_answer and element.id in found.pinnable.get(finding.rule, ())
                else "",
            )
            for element in finding.missing
        ),
        pins=pin_views(item, _programme_path(path)),
        why=finding.why[language],
        fix=finding.fix[language],
        rule_href=f"/help/rules/{finding.rule}",
        places=places[:SHOWN_PLACES],
        more=places[SHOWN_PLACES:],
        clause=finding.clause if finding.clause and finding.clause.startswith(f"{found.key}/") else None,
        reason=waiver.reason if waiver else "",
        until=long_date(waiver.until) if waiver else "",
        text_changed=item.waived_for_other_text,
    )


def _solved(finding_id: str, requirement: str, title: Mapping[str, str]) -> SolvedView:
    return SolvedView(finding_id, requirement, title[current_language()])
