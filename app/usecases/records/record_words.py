"""Values of forms as people read them."""

from datetime import date

from babel.dates import format_date

from app.domain.records import Values
from app.i18n import LOCALES, _
from icp_templates import FormField


def day_words(day: date, language: str) -> str:
    """A date written out."""
    return str(format_date(day, "d MMMM y", locale=LOCALES[language]))


def value_text(one: FormField, values: Values, language: str) -> str:
    """A value as people read it; empty when nothing is filled in."""
    value = values.get(one.id, "")
    if not value:
        return ""
    match one.kind:
        case "choice":
            return one.choices[value][language] if value in one.choices else value
        case "yes_no":
            return _("Yes") if value == "yes" else _("No")
        case "date":
            return day_words(date.fromisoformat(value), language)
        case "number" if language == "nl":
            return value.replace(".", ",")
    return value
