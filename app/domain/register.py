"""The register: what was assessed for whom, with what outcome, and when it has to be weighed again.

Supply that goes on is weighed again and again (Kamerstuk 32 735, nr. 309: whether to deliver, or to go on
delivering, to a given end-user).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.errors import NotFound
from app.domain.records import Record, day_of
from icp_templates import Form, ReviewFields

SOON = timedelta(days=30)


@dataclass(frozen=True)
class Weighing:
    """One end-user: the newest decision, the day to weigh it again, and assessments not closed yet.

    Without a decision `decided` is None and nothing is due: the open assessments are the work at hand.
    """

    end_user: str
    decided: Record | None
    outcome: str | None
    decided_on: date | None
    next_on: date | None
    under_way: tuple[Record, ...]

    def is_overdue(self, today: date) -> bool:
        """Whether the day has passed."""
        return self.next_on is not None and self.next_on < today

    def is_due(self, today: date) -> bool:
        """Whether somebody should begin: the day has passed, or comes within thirty days."""
        return self.next_on is not None and self.next_on <= today + SOON


def weighings(form: Form, records: Iterable[Record]) -> tuple[Weighing, ...]:
    """One line per end-user, the earliest day first, those without a decision last."""
    review = form.review
    if review is None:
        raise ValueError(f"{form.id} is not weighed again")
    grouped: dict[str, list[Record]] = {}
    for record in records:
        if record.form_id == form.id:
            grouped.setdefault(_same(record.values.get(form.subject, "")), []).append(record)
    found = (_weighing(form.subject, review, group) for group in grouped.values())
    return tuple(sorted(found, key=lambda one: (one.next_on or date.max, one.end_user.casefold())))


def facts_again(form: Form, record: Record) -> dict[str, str]:
    """What a renewed assessment starts from: the facts. Nobody copies a decision, its part stays empty.

    Raises NotFound when the record is of another form, or the form does not come back.
    """
    review = form.review
    if record.form_id != form.id or review is None:
        raise NotFound()
    fresh, part = {review.trigger}, set[str]()
    for field in form.fields:
        if field.kind == "heading":
            part = set()
        part.add(field.id)
        if field.id == review.outcome:
            fresh |= part
        elif review.outcome in part:
            fresh.add(field.id)
    return {name: value for name, value in record.values.items() if name not in fresh}


def _weighing(subject: str, review: ReviewFields, group: list[Record]) -> Weighing:
    decided = [record for record in group if record.closed]
    newest = max(
        decided,
        key=lambda record: (record.values.get(review.decided_on, ""), record.created_at, record.id),
        default=None,
    )
    named = newest or max(group, key=lambda record: record.saved_at)
    return Weighing(
        end_user=named.values.get(subject, ""),
        decided=newest,
        outcome=newest.values.get(review.outcome) if newest else None,
        decided_on=day_of(newest.values, review.decided_on) if newest else None,
        next_on=day_of(newest.values, review.next_on) if newest else None,
        under_way=tuple(record for record in group if not record.closed),
    )


def _same(name: str) -> str:
    """Names of end-users are compared without regard to capitals and spaces."""
    return " ".join(name.split()).casefold()
