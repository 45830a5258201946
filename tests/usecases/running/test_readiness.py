"""When the disk is nearly full: no more files, writing goes on, and administrators are told."""

import shutil
from collections import namedtuple

import pytest

from app.domain.errors import TryLater
from app.domain.people import Actor, Role
from app.usecases.running import readiness
from app.usecases.workbench import Workbench
from app.usecases.writing import attaching, drafting
from tests.stories.companies import Company
from tests.web.samples import picture_bytes

pytestmark = pytest.mark.databases("sqlite")
KEY = "icp.2.3"
Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def anna(company: Company) -> Actor:
    return company.person("Anna de Wit", Role.DRAFTER)


@pytest.fixture
def low_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk on which one byte too few is free."""
    total = 10 * readiness.LOW_BYTES
    usage = Usage(total, total - readiness.LOW_BYTES + 1, readiness.LOW_BYTES - 1)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)


def test_files_are_not_taken_in_and_text_is(
    bench: Workbench, company: Company, anna: Actor, low_disk: None
) -> None:
    """A picture has to wait; a sentence is saved."""
    programme = company.programme(anna)
    with pytest.raises(TryLater) as refused:
        attaching.add_picture(bench, anna, programme, KEY, "plan.png", picture_bytes(), "A square")
    assert refused.value.code == "disk_low"
    assert drafting.save_section_text(bench, anna, programme, KEY, "We stop.", 0).version == 1
    assert readiness.trouble(bench) is None


def test_with_room_files_are_taken_in(bench: Workbench, company: Company, anna: Actor) -> None:
    """The same picture on a disk with room."""
    programme = company.programme(anna)
    attaching.add_picture(bench, anna, programme, KEY, "plan.png", picture_bytes(), "A square")
    assert not readiness.is_disk_low(bench)
