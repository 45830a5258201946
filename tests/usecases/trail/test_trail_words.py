"""The trail page has words for what is recorded, and for nothing else."""

from pathlib import Path
from typing import get_args

from app import usecases
from app.domain.trail_acts import AccountAct, OrganisationAct
from app.i18n import in_language
from app.usecases.trail import trail_words

SOURCES = Path(usecases.__file__).parent


def test_every_act_of_an_organisation_has_its_words() -> None:
    """Nobody reads the name of an act instead, and no words stand for an act that is never recorded."""
    assert trail_words.ACTS.keys() == set(get_args(OrganisationAct))
    with in_language("nl"):
        assert trail_words.act_in_words("reopen_comment") == "opende een opmerking opnieuw"


def test_every_act_is_recorded_somewhere() -> None:
    """The list names no act that the program does not know any more."""
    sources = [path.read_text("utf-8") for path in SOURCES.rglob("*.py") if path.name != "trail_words.py"]
    for act in (*get_args(OrganisationAct), *get_args(AccountAct)):
        assert any(f'"{act}"' in source for source in sources), act
