"""The texts of a conflict as a person reads them: blanks by name, with what their keys are."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.inline import blank_keys
from app.i18n import _, clock_time, other_day
from app.usecases.writing.conflicts import Dispute
from app.usecases.writing.workspace import Workspace
from app.web.blank_names import told_apart, with_names


@dataclass(frozen=True)
class ShownDispute:
    """Mine, theirs and combined. `source` is mine as it is kept; `version` and `theirs` are empty when the
    block is gone. `blanks` are the keys behind the names, for the way back.
    """

    block_id: str
    version: str
    source: str
    mine: str
    theirs: str
    combined: str
    is_gone: bool
    is_clean: bool
    author: str | None
    saved: str
    blanks: tuple[tuple[str, str], ...]


def shown_dispute(dispute: Dispute, work: Workspace) -> ShownDispute:
    """What the page shows of one conflict."""
    current = dispute.current
    texts = (dispute.mine, current.text if current else "", dispute.combined.text)
    keys = dict.fromkeys(key for text in texts for key in blank_keys(text))
    blanks = told_apart((key, work.labels.get(key, key)) for key in keys)
    mine, theirs, combined = (with_names(text, blanks) for text in texts)
    return ShownDispute(
        block_id=dispute.block_id,
        version=str(current.version) if current else "",
        source=dispute.mine,
        mine=mine,
        theirs=theirs,
        combined=combined,
        is_gone=current is None,
        is_clean=dispute.combined.clean,
        author=dispute.author,
        saved=_when(dispute.saved_at, work.now) if dispute.saved_at else "",
        blanks=tuple(blanks),
    )


def _when(moment: datetime, now: datetime) -> str:
    day, time = other_day(moment, now), clock_time(moment)
    return _("%(date)s at %(time)s", date=day, time=time) if day else time
