"""Records: annex forms that a company filled in. What may stand in a field, and what a closed one needs.

A value is text that belongs to no language: a choice is its id, yes_no is "yes" or "no", a date is
year-month-day, a number has a point. An empty field has no value. Versions are kept whole and never change.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.domain.blocks import normalise
from app.domain.errors import Invalid
from app.domain.plain_text import sha256
from icp_templates import Form, FormField

Values = Mapping[str, str]

TEXT_LIMIT = 500
LONG_TEXT_LIMIT = 20_000
REASON_LIMIT = 2_000
RECORDS_LIMIT = 5_000
"""Records of one programme."""
YES_NO = ("yes", "no")

_NUMBER = re.compile(r"[0-9]{1,9}(?:[.,][0-9]{1,4})?\Z", re.ASCII)


@dataclass(frozen=True)
class Record:
    """A filled form as it stands: the head of its versions. `form` is id and version: "A11@1"."""

    id: str
    programme_id: str
    form: str
    version: int
    values: Values
    closed: bool
    created_at: datetime
    created_by: str
    saved_at: datetime
    saved_by: str

    @property
    def form_id(self) -> str:
        """The form without its version: "A11"."""
        return self.form.partition("@")[0]


@dataclass(frozen=True)
class RecordVersion:
    """One saved, numbered state. `corrects` is the version of a closed record that this one replaces."""

    number: int
    form: str
    values: Values
    closed: bool
    saved_at: datetime
    saved_by: str
    corrects: int | None = None
    reason: str = ""


@dataclass(frozen=True)
class Flaw:
    """What is wrong with one field: an error code with its facts."""

    field: str
    code: str
    facts: Mapping[str, Any]


class Unfinished(Invalid):
    """Fields that cannot be taken, or are missing before closing; the first one is the error's own."""

    def __init__(self, flaws: tuple[Flaw, ...]) -> None:
        first = flaws[0]
        names = [flaw.field for flaw in flaws]
        super().__init__(first.code, field=f"values.{first.field}", fields=names, **first.facts)
        self.flaws = flaws


def accepted(form: Form, given: Values, before: Values | None = None) -> dict[str, str]:
    """The values to keep: given ones in their one written form, others as they were; empty ones go.

    Raises Invalid for a field that the form does not have, Unfinished for values that cannot be taken.
    """
    fields = {one.id: one for one in form.fields if one.kind != "heading"}
    if set(given) - set(fields):
        raise Invalid("unknown_form_field", field="values")
    kept, flaws = dict(before or {}), []
    for name, raw in given.items():
        try:
            kept[name] = _value(fields[name], raw)
        except Invalid as error:
            flaws.append(Flaw(name, error.code, error.facts))
    if flaws:
        raise Unfinished(_in_order(form, flaws))
    return {name: value for name, value in kept.items() if value}


def check_finished(form: Form, values: Values) -> None:
    """Refuse to close a record that misses something. Raises Unfinished with every flaw, in order."""
    flaws = [Flaw(name, "missing", {}) for name in form.required if not values.get(name)]
    if form.review is not None:
        review = form.review
        if values.get(review.outcome) == "conditions" and not values.get(review.conditions):
            flaws.append(Flaw(review.conditions, "conditions_missing", {}))
        decided, following = values.get(review.decided_on), values.get(review.next_on)
        if decided and following and following <= decided:
            flaws.append(Flaw(review.next_on, "review_before_decision", {}))
    if flaws:
        raise Unfinished(_in_order(form, flaws))


def check_correction_reason(reason: str) -> str:
    """Why a closed record is corrected. Raises Invalid when it is empty or too long."""
    kept = normalise(reason).strip()
    if not kept:
        raise Invalid("missing", field="reason")
    if len(kept) > REASON_LIMIT:
        raise Invalid("too_long", field="reason", limit=REASON_LIMIT)
    return kept


def digest_of(values: Values) -> str:
    """SHA-256 of the values, as the trail keeps it of each version."""
    return sha256(json.dumps(dict(values), ensure_ascii=False, sort_keys=True))


def day_of(values: Values, name: str) -> date | None:
    """The date in a field, or None."""
    value = values.get(name)
    return date.fromisoformat(value) if value else None


def _value(one: FormField, raw: str) -> str:
    text = normalise(raw).strip()
    if not text:
        return ""
    limit = LONG_TEXT_LIMIT if one.kind == "long_text" else TEXT_LIMIT
    if len(text) > limit:
        raise Invalid("too_long", limit=limit)
    match one.kind:
        case "choice" if text not in one.choices:
            raise Invalid("choose_from_the_list")
        case "yes_no" if text not in YES_NO:
            raise Invalid("choose_from_the_list")
        case "date":
            return _day(text)
        case "number":
            if not _NUMBER.match(text):
                raise Invalid("not_a_number")
            return text.replace(",", ".")
        case "text" | "person" | "signature":
            return " ".join(text.split())
    return text


def _day(text: str) -> str:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise Invalid("not_a_day")
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise Invalid("not_a_day") from None


def _in_order(form: Form, flaws: list[Flaw]) -> tuple[Flaw, ...]:
    places = {one.id: place for place, one in enumerate(form.fields)}
    return tuple(sorted(flaws, key=lambda flaw: places[flaw.field]))
