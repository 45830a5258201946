"""Living with new versions of the template, on both databases."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from app.domain.people import Actor, Role
from app.domain.programme import Cause, SectionStatus
from app.domain.upgrading import Difference, Item
from app.storage.trail_of_organisation import newest
from app.usecases.programmes.upgrading import Upgrade, apply_upgrade, read_upgrade, undo_upgrade
from app.usecases.progress.steps import set_section_status
from app.usecases.workbench import Workbench
from app.usecases.writing.blanks import fill_blanks
from app.usecases.writing.drafting import read_section, save_block, save_section_text
from app.usecases.writing.history import list_versions, read_version
from app.usecases.writing.inserting import insert_clause
from tests.conftest import SetClock
from tests.stories.companies import Company, a_company
from tests.stories.templates import EDITION, HANDOVER, NEW_SENTENCE, a_newer_library

KEY, NEW, GONE = "icp.2.3", "icp.10.9", "icp.10.4"
DEPUTY, ESCALATION = "icp.2.3/deputy", "icp.2.3/escalation"
OWN = "Our deputy sits in Delft."


@pytest.fixture
def programme(bench: Workbench, company: Company, anna: Actor) -> str:
    """A programme with two clauses of version 1 in 2.3."""
    programme = company.programme(anna)
    insert_clause(bench, anna, programme, KEY, DEPUTY)
    insert_clause(bench, anna, programme, KEY, ESCALATION)
    return programme


@pytest.fixture
def newer(bench: Workbench, tmp_path: Path, programme: str, clock: SetClock) -> Workbench:
    """The same installation after the template became version 2, an hour later."""
    assert programme
    clock.forward(hours=1)
    return replace(bench, library=a_newer_library(tmp_path))


def offered(found: Upgrade) -> dict[tuple[Difference, str], Item]:
    """The items by what became of them and by clause or section."""
    return {(i.difference, i.clause.id if i.clause else i.key): i for i in found.items}


def take(bench: Workbench, anna: Actor, programme: str, *wanted: tuple[Difference, str]) -> None:
    found = read_upgrade(bench, anna, programme)
    ids = [offered(found)[one].id for one in wanted]
    apply_upgrade(bench, anna, programme, ids, found.seen)


def edit_deputy(bench: Workbench, anna: Actor, programme: str) -> None:
    block = read_section(bench, anna, programme, KEY).blocks[0]
    save_block(bench, anna, programme, KEY, block.id, OWN, block.version)


def test_nothing_is_offered_as_long_as_the_template_is_the_same(
    bench: Workbench, anna: Actor, programme: str
) -> None:
    """A programme that follows the installed template has nothing to decide and nothing to take back."""
    edit_deputy(bench, anna, programme)
    found = read_upgrade(bench, anna, programme)
    assert (found.items, found.is_newer, found.last) == ((), False, None)
    with pytest.raises(Conflict, match="nothing_to_upgrade"):
        apply_upgrade(bench, anna, programme, [], found.seen)
    with pytest.raises(Conflict, match="nothing_to_undo"):
        undo_upgrade(bench, anna, programme)


def test_the_preview_names_what_was_added_changed_and_removed(
    newer: Workbench, anna: Actor, programme: str
) -> None:
    """Each difference once, with its kind; the editions of the control list side by side."""
    fill_blanks(newer, anna, programme, {"list_edition": "of 2025"}, 0)
    found = read_upgrade(newer, anna, programme)
    assert found.is_newer
    assert set(offered(found)) == {
        (Difference.NEW_SECTION, NEW),
        (Difference.NEW_CLAUSE, "icp.2.3/handover"),
        (Difference.UNTOUCHED, DEPUTY),
        (Difference.REMOVED, KEY),
        (Difference.REMOVED, GONE),
    }
    assert (found.edition, found.template.list_edition) == ("of 2025", EDITION)


def test_a_clause_that_was_edited_is_told_apart_from_its_history(
    newer: Workbench, anna: Actor, programme: str
) -> None:
    """What the clause said is read from the version that brought it in, without the earlier template."""
    before = read_section(newer, anna, programme, KEY).blocks[0].text
    edit_deputy(newer, anna, programme)
    item = offered(read_upgrade(newer, anna, programme))[Difference.EDITED, DEPUTY]
    assert item.base[0].text == before
    assert item.new[0].text == f"{before} {NEW_SENTENCE['en']}"
    assert item.yours[0].text == OWN


def test_an_edit_that_was_taken_back_is_no_edit(newer: Workbench, anna: Actor, programme: str) -> None:
    """What counts is the text, not how often it was saved."""
    block = read_section(newer, anna, programme, KEY).blocks[0]
    edit_deputy(newer, anna, programme)
    save_block(newer, anna, programme, KEY, block.id, block.text, block.version + 1)
    assert (Difference.UNTOUCHED, DEPUTY) in offered(read_upgrade(newer, anna, programme))


def test_what_is_ticked_is_taken_over_in_one_act(newer: Workbench, anna: Actor, programme: str) -> None:
    """New section, new clause behind its neighbour, changed clause in its place; the rest stays."""
    before = read_section(newer, anna, programme, KEY)
    new_clause, changed = (Difference.NEW_CLAUSE, "icp.2.3/handover"), (Difference.UNTOUCHED, DEPUTY)
    take(newer, anna, programme, (Difference.NEW_SECTION, NEW), new_clause, changed)
    after = read_section(newer, anna, programme, KEY)
    assert after.version == before.version + 1
    assert after.blocks[0].text == f"{before.blocks[0].text} {NEW_SENTENCE['en']}"
    assert after.blocks[0].id == before.blocks[0].id
    deputy = [b for b in after.blocks if b.clause == f"{DEPUTY}@2"]
    assert after.blocks[len(deputy)].text == HANDOVER["en"]
    assert after.blocks[-1] == before.blocks[-1]
    assert list_versions(newer, anna, programme, KEY)[0].cause is Cause.UPGRADE
    assert read_version(newer, anna, programme, KEY, before.version).blocks == before.blocks
    assert read_section(newer, anna, programme, NEW).version == 0
    found = read_upgrade(newer, anna, programme)
    assert not found.is_newer
    assert {item.difference for item in found.items} == {Difference.REMOVED}


def test_the_trail_tells_of_every_section(
    newer: Workbench, anna: Actor, programme: str, company: Company
) -> None:
    """One entry for the move, one per section with the hash of its text."""
    take(newer, anna, programme, (Difference.UNTOUCHED, DEPUTY), (Difference.NEW_SECTION, NEW))
    with newer.work.read(company.organisation.id) as session:
        entries = newest(session, person_id=None, act=None, before=None, most=3)
    told = {(entry.act, entry.object, entry.content) for entry in entries}
    assert told == {
        ("upgrade_programme", f"{programme}/template/1/2", None),
        ("add_section", f"{programme}/{NEW}", None),
        ("save_section", f"{programme}/{KEY}", read_section(newer, anna, programme, KEY).sha256),
    }


def test_what_is_kept_can_be_taken_later(newer: Workbench, anna: Actor, programme: str) -> None:
    """Nothing ticked: no word changes, the programme follows version 2, the clause is still offered."""
    edit_deputy(newer, anna, programme)
    before = read_section(newer, anna, programme, KEY)
    take(newer, anna, programme)
    assert read_section(newer, anna, programme, KEY) == before
    assert not read_upgrade(newer, anna, programme).is_newer
    take(newer, anna, programme, (Difference.EDITED, DEPUTY))
    assert NEW_SENTENCE["en"] in read_section(newer, anna, programme, KEY).text
    assert OWN not in read_section(newer, anna, programme, KEY).text
    assert OWN in read_version(newer, anna, programme, KEY, before.version).text


def test_an_approval_does_not_cover_what_was_taken_over(
    newer: Workbench, anna: Actor, programme: str
) -> None:
    """An approved section is "changed after approval" afterwards."""
    version = read_section(newer, anna, programme, KEY).version
    set_section_status(newer, anna, programme, KEY, SectionStatus.APPROVED, version)
    take(newer, anna, programme, (Difference.UNTOUCHED, DEPUTY))
    assert read_section(newer, anna, programme, KEY).status is SectionStatus.CHANGED_AFTER_APPROVAL


def test_somebody_who_edits_meanwhile_is_not_overwritten(
    newer: Workbench, anna: Actor, programme: str
) -> None:
    """The decision is about the comparison that was seen; another one refuses it, and nothing moves."""
    found = read_upgrade(newer, anna, programme)
    edit_deputy(newer, anna, programme)
    with pytest.raises(Conflict, match="upgrade_moved_on"):
        apply_upgrade(newer, anna, programme, [item.id for item in found.items], found.seen)
    assert OWN in read_section(newer, anna, programme, KEY).text
    assert read_upgrade(newer, anna, programme).is_newer


def test_only_what_is_offered_can_be_taken(newer: Workbench, anna: Actor, programme: str) -> None:
    """An unknown item, or one that the template no longer has, is refused and nothing moves."""
    found = read_upgrade(newer, anna, programme)
    removed = offered(found)[Difference.REMOVED, GONE]
    for wrong in ("nothing", removed.id):
        with pytest.raises(Invalid, match="invalid_value"):
            apply_upgrade(newer, anna, programme, [wrong], found.seen)
    assert read_upgrade(newer, anna, programme).is_newer


def test_undo_puts_everything_back(newer: Workbench, anna: Actor, programme: str, clock: SetClock) -> None:
    """Texts, the version of the template and the list of sections are as before; the history has both."""
    before, offer = read_section(newer, anna, programme, KEY), offered(read_upgrade(newer, anna, programme))
    take(newer, anna, programme, (Difference.UNTOUCHED, DEPUTY), (Difference.NEW_SECTION, NEW))
    clock.forward(minutes=5)
    assert undo_upgrade(newer, anna, programme) == ()
    after = read_section(newer, anna, programme, KEY)
    assert [(b.id, b.text, b.clause) for b in after.blocks] == [
        (b.id, b.text, b.clause) for b in before.blocks
    ]
    assert [v.cause for v in list_versions(newer, anna, programme, KEY)[:2]] == [Cause.UNDO, Cause.UPGRADE]
    with pytest.raises(NotFound):
        read_section(newer, anna, programme, NEW)
    found = read_upgrade(newer, anna, programme)
    assert found.is_newer
    assert set(offered(found)) == set(offer)
    assert found.last is None
    with pytest.raises(Conflict, match="nothing_to_undo"):
        undo_upgrade(newer, anna, programme)


def test_undo_spares_what_somebody_wrote_since(
    newer: Workbench, anna: Actor, programme: str, clock: SetClock
) -> None:
    """A section that was changed after the upgrade stays as it is, and is named."""
    take(newer, anna, programme, (Difference.UNTOUCHED, DEPUTY), (Difference.NEW_SECTION, NEW))
    clock.forward(minutes=5)
    edit_deputy(newer, anna, programme)
    save_section_text(newer, anna, programme, NEW, OWN, 0)
    assert undo_upgrade(newer, anna, programme) == (KEY, NEW)
    assert OWN in read_section(newer, anna, programme, KEY).text
    assert read_section(newer, anna, programme, NEW).text == OWN


def test_only_the_company_itself_decides(
    newer: Workbench, company: Company, anna: Actor, programme: str
) -> None:
    """A stranger sees nothing; an administrator of the company without the right is told so."""
    seen = read_upgrade(newer, anna, programme).seen
    stranger = a_company(newer, "Other B.V.").person("Bob", Role.DRAFTER)
    steward = company.person("Carla", Role.ADMINISTRATOR)
    for actor, refusal in ((stranger, NotFound), (steward, NotAllowed)):
        with pytest.raises(refusal):
            read_upgrade(newer, actor, programme)
        with pytest.raises(refusal):
            apply_upgrade(newer, actor, programme, [], seen)
        with pytest.raises(refusal):
            undo_upgrade(newer, actor, programme)
