"""What the pages about keeping and destroying programmes show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.errors import Conflict
from app.domain.people import Actor
from app.domain.programme import Programme
from app.domain.retention import SHORTEST_YEARS
from app.i18n import _, long_date, ngettext
from app.usecases.programmes.retiring import Archived, Preview, Retention
from app.web.problems import sentence
from app.web.views.administration_pages import Tab, tabs
from app.web.views.files_page import size_words


@dataclass(frozen=True)
class ArchivedLine:
    """One archived programme; `may_destroy` links to the preview."""

    title: str
    path: str
    archived: str
    until: str
    hold: str


@dataclass(frozen=True)
class DestroyedLine:
    """One destruction: what, when, by whom, and how much."""

    title: str
    when: str
    person: str
    what: str


@dataclass(frozen=True)
class RetentionPage:
    """The rule of an organisation and its archive."""

    organisation_id: str
    organisation: str
    tabs: tuple[Tab, ...]
    years: str
    shortest: int
    archived: tuple[ArchivedLine, ...]
    destroyed: tuple[DestroyedLine, ...]


@dataclass(frozen=True)
class ArchivePage:
    """Archiving a programme, or what can be done with one that is archived."""

    path: str
    title: str
    retention_path: str
    is_archived: bool
    hold: str
    reason: str


@dataclass(frozen=True)
class DestroyPage:
    """What would be destroyed. `refused` says why it cannot be; empty when it can."""

    path: str
    title: str
    retention_path: str
    lines: tuple[str, ...]
    refused: str


def retention_page(actor: Actor, found: Retention, years: str | None = None) -> RetentionPage:
    """The page; `years` is what a refused form held."""
    return RetentionPage(
        organisation_id=found.organisation.id,
        organisation=found.organisation.name,
        tabs=tabs(actor, found.organisation, "retention"),
        years=str(found.years or "") if years is None else years,
        shortest=SHORTEST_YEARS,
        archived=tuple(_archived(one, found) for one in found.archived),
        destroyed=tuple(
            DestroyedLine(
                one.title,
                long_date(one.destroyed_at),
                found.names.get(one.destroyed_by, ""),
                "; ".join(count_words(one.items["counts"])),
            )
            for one in found.destroyed
        ),
    )


def archive_page(programme: Programme, reason: str = "") -> ArchivePage:
    """The page; `reason` is what a refused form held."""
    return ArchivePage(
        path=f"/programmes/{programme.id}",
        title=programme.title,
        retention_path=f"/admin/{programme.organisation_id}/retention",
        is_archived=programme.archived,
        hold=programme.hold or "",
        reason=reason,
    )


def destroy_page(preview: Preview) -> DestroyPage:
    """The preview."""
    lines = count_words(preview.holding.counts)
    if preview.holding.file_bytes:
        lines += (_("files of %(size)s together", size=size_words(preview.holding.file_bytes)),)
    refused = preview.refused
    return DestroyPage(
        path=f"/programmes/{preview.programme.id}",
        title=preview.programme.title,
        retention_path=f"/admin/{preview.programme.organisation_id}/retention",
        lines=lines,
        refused=refusal_words(refused) if refused else "",
    )


def refusal_words(refused: Conflict) -> str:
    """Why a programme cannot be destroyed, with the day written out."""
    facts = dict(refused.facts)
    if "date" in facts:
        facts["date"] = long_date(date.fromisoformat(facts["date"]))
    return sentence(refused.code, 409, facts)


def count_words(counts: Mapping[str, int]) -> tuple[str, ...]:
    """ "3 sections", "12 versions of sections", …: only what there is."""
    number = Counter(counts)
    lines = (
        (number["section"], ngettext("%(num)s section", "%(num)s sections", number["section"])),
        (
            number["section_version"],
            ngettext("%(num)s saved text", "%(num)s saved texts", number["section_version"]),
        ),
        (number["record"], ngettext("%(num)s record", "%(num)s records", number["record"])),
        (
            number["record_version"],
            ngettext("%(num)s version of a record", "%(num)s versions of records", number["record_version"]),
        ),
        (number["attachment"], ngettext("%(num)s file", "%(num)s files", number["attachment"])),
        (number["comment"], ngettext("%(num)s comment", "%(num)s comments", number["comment"])),
        (number["waiver"], ngettext("%(num)s waiver", "%(num)s waivers", number["waiver"])),
        (
            number["pin"],
            ngettext(
                "%(num)s passage that was pointed to",
                "%(num)s passages that were pointed to",
                number["pin"],
            ),
        ),
        (
            number["scope_version"],
            ngettext(
                "%(num)s version of the answers", "%(num)s versions of the answers", number["scope_version"]
            ),
        ),
        (
            number["blanks_version"],
            ngettext(
                "%(num)s version of the facts", "%(num)s versions of the facts", number["blanks_version"]
            ),
        ),
    )
    return tuple(text % {"num": found} for found, text in lines if found)


def _archived(one: Archived, found: Retention) -> ArchivedLine:
    at = one.programme.archived_at
    if one.until is None:
        until = _("Nobody has decided yet how long it is kept")
    elif one.until <= found.today:
        until = _("May be destroyed since %(date)s", date=long_date(one.until))
    else:
        until = _("Kept at least until %(date)s", date=long_date(one.until))
    return ArchivedLine(
        title=one.programme.title,
        path=f"/programmes/{one.programme.id}",
        archived=_("Archived on %(date)s", date=long_date(at)) if at else "",
        until=until,
        hold=one.programme.hold or "",
    )
