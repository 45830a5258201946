"""The language and colours a person wants to see."""

from app.domain.errors import Invalid
from app.domain.people import Actor
from app.storage import people
from app.storage.tenancy import EVERY_ORGANISATION
from app.usecases.workbench import Workbench
from checks.languages import LANGUAGES

THEMES = ("auto", "light", "dark")


def set_preferences(bench: Workbench, actor: Actor, language: str, theme: str) -> None:
    """Keep language (en, nl) and theme (auto, light, dark) with the account."""
    if language not in LANGUAGES:
        raise Invalid("invalid_value", field="language")
    if theme not in THEMES:
        raise Invalid("invalid_value", field="theme")
    with bench.work.write(EVERY_ORGANISATION, actor.person.id) as transaction:
        people.set_preferences(transaction.session, actor.person.id, language, theme)
        transaction.record("set_preferences", actor.person.id)
