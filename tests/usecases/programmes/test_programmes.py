"""Starting a programme, its scope, and the steps of its sections."""

import pytest

from app.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from app.domain.people import Actor
from app.domain.programme import SectionStatus
from app.usecases.programmes import scoping, starting
from app.usecases.progress import steps
from app.usecases.progress.overview import ProgrammeOverview, read_dashboard, read_overview
from app.usecases.workbench import Workbench
from app.usecases.writing import drafting
from tests.stories.companies import Company, a_company

KEY = "icp.2.3"


@pytest.fixture
def sanne(company: Company) -> Actor:
    """Drafts only."""
    return company.person("Sanne Vos")


def status_of(shown: ProgrammeOverview, key: str) -> SectionStatus:
    return next(row.head.status for row in shown.overview.rows if row.head.key == key)


def test_a_new_programme_has_every_section_of_its_template_without_text(
    bench: Workbench, anna: Actor, programme: str
) -> None:
    """Nothing is started, nothing is ready, and no finding is held against a section without text."""
    shown = read_overview(bench, anna, programme, "en")

    template = bench.library.template("eu-nl")
    assert [row.head.key for row in shown.overview.rows] == [section.key for section in template.sections]
    assert {row.head.status for row in shown.overview.rows} == {SectionStatus.NOT_STARTED}
    assert (shown.overview.ready, shown.overview.counts.total, shown.overview.uncounted) == (0, 0, 0)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"title": "  "}, "missing"),
        ({"title": "x" * 201}, "too_long"),
        ({"template": "nowhere"}, "unknown_template"),
        ({"language": "fr"}, "unknown_language"),
    ],
)
def test_a_programme_that_cannot_be_is_refused(
    bench: Workbench, company: Company, anna: Actor, change: dict[str, str], code: str
) -> None:
    """Title, template and language are checked before anything is stored."""
    wanted = {"title": "ICP", "template": "eu-nl", "language": "en"} | change
    with pytest.raises(Invalid) as refused:
        starting.start_programme(bench, anna, organisation_id=company.organisation.id, **wanted)
    assert refused.value.code == code
    assert starting.readable_programmes(bench, anna) == ()


def test_nobody_starts_or_lists_a_programme_of_another_company(
    bench: Workbench, company: Company, anna: Actor, programme: str
) -> None:
    """A stranger's company does not exist for anybody else, and neither do its programmes."""
    stranger = a_company(bench, "Other B.V.").person("Otto Vreemd")
    with pytest.raises(NotFound):
        starting.start_programme(
            bench,
            stranger,
            title="ICP",
            organisation_id=company.organisation.id,
            template="eu-nl",
            language="en",
        )
    assert starting.readable_programmes(bench, stranger) == ()
    assert [one.id for one in starting.readable_programmes(bench, anna)] == [programme]
    with pytest.raises(NotFound):
        read_overview(bench, stranger, programme, "en")


def test_answers_switch_sections_off_and_say_why(bench: Workbench, anna: Actor, programme: str) -> None:
    """Unanswered questions keep a section in; an answer takes it out with the questions that decided."""
    template = bench.library.template("eu-nl")
    conditional = next(s for s in template.sections if s.condition != "ALL")
    nothing = {f"Q{number:02}": ["none"] for number in range(1, 31)}

    before = read_overview(bench, anna, programme, "en")
    saved = scoping.answer_scope(bench, anna, programme, nothing, 0)
    after = read_overview(bench, anna, programme, "en")

    was = next(row for row in before.overview.rows if row.head.key == conditional.key)
    assert was.applicability.applies
    assert was.applicability.undecided
    switched = {section.key: section for section in saved.change.switched_off}
    assert switched
    assert all(section.because for section in switched.values())
    gone = {row.head.key for row in after.overview.rows if not row.applicability.applies}
    assert gone == switched.keys()
    assert len(after.overview.in_force) == len(before.overview.in_force) - len(gone)


def test_answers_not_named_stay_and_none_takes_one_away(
    bench: Workbench, anna: Actor, programme: str
) -> None:
    """An interview saves page by page: only the named answers change."""
    scoping.answer_scope(bench, anna, programme, {"Q01": ["exporter"], "Q06": "no"}, 0)
    saved = scoping.answer_scope(bench, anna, programme, {"Q06": None, "Q08": ["5A001.f"]}, 1)
    assert saved.scope.answers == {"Q01": ["exporter"], "Q08": ["5A001.f"]}
    assert scoping.read_scope(bench, anna, programme) == saved.scope


def test_answers_on_an_old_version_are_refused_with_what_stands(
    bench: Workbench, anna: Actor, programme: str
) -> None:
    """Two people answering: the second sees the first one's answers and nothing is overwritten."""
    scoping.answer_scope(bench, anna, programme, {"Q01": ["exporter"]}, 0)
    with pytest.raises(Conflict) as clash:
        scoping.answer_scope(bench, anna, programme, {"Q01": ["broker"]}, 0)
    assert clash.value.current == {"version": 1, "answers": {"Q01": ["exporter"]}}
    assert scoping.read_scope(bench, anna, programme).answers == {"Q01": ["exporter"]}


@pytest.mark.parametrize(
    ("answers", "code"),
    [({"Q1": "x"}, "unknown_question"), ({"Q01": 5}, "bad_answer"), ({"Q01": ["x", 5]}, "bad_answer")],
)
def test_answers_that_cannot_be_read_are_refused(
    bench: Workbench, anna: Actor, programme: str, answers: dict[str, object], code: str
) -> None:
    """Only questions of the interview, answered with words."""
    with pytest.raises(Invalid) as refused:
        scoping.answer_scope(bench, anna, programme, answers, 0)
    assert refused.value.code == code


def test_a_section_is_approved_by_an_approver_at_the_version_that_was_read(
    bench: Workbench, anna: Actor, sanne: Actor, programme: str
) -> None:
    """A drafter says *ready*, an approver approves; a later edit shows as changed after approval."""
    drafting.save_section_text(bench, sanne, programme, KEY, "A text.", 0)
    steps.set_section_status(bench, sanne, programme, KEY, SectionStatus.READY, 1)
    with pytest.raises(NotAllowed) as refused:
        steps.set_section_status(bench, sanne, programme, KEY, SectionStatus.APPROVED, 1)
    assert refused.value.facts["helpers"] == ("Anna de Wit",)

    steps.set_section_status(bench, anna, programme, KEY, SectionStatus.APPROVED, 1)
    with pytest.raises(NotAllowed):
        steps.set_section_status(bench, sanne, programme, KEY, SectionStatus.IN_PROGRESS, 1)
    drafting.save_section_text(bench, sanne, programme, KEY, "Another text.", 1)

    shown = read_overview(bench, anna, programme, "en")
    assert status_of(shown, KEY) is SectionStatus.CHANGED_AFTER_APPROVAL


def test_a_status_on_a_text_nobody_has_seen_is_refused(
    bench: Workbench, anna: Actor, sanne: Actor, programme: str
) -> None:
    """Approving version 1 while version 2 stands there is a conflict; the status stays as it was."""
    drafting.save_section_text(bench, sanne, programme, KEY, "Seen.", 0)
    drafting.save_section_text(bench, sanne, programme, KEY, "Not seen.", 1)
    with pytest.raises(Conflict) as clash:
        steps.set_section_status(bench, anna, programme, KEY, SectionStatus.APPROVED, 1)
    assert clash.value.current["version"] == 2
    assert status_of(read_overview(bench, anna, programme, "en"), KEY) is SectionStatus.IN_PROGRESS


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (SectionStatus.READY, "section_without_text"),
        (SectionStatus.APPROVED, "section_without_text"),
        (SectionStatus.CHANGED_AFTER_APPROVAL, "status_set_by_server"),
    ],
)
def test_a_status_that_cannot_be_is_refused(
    bench: Workbench, anna: Actor, programme: str, status: SectionStatus, code: str
) -> None:
    """Nothing empty is ready, and *changed after approval* is set by the server alone."""
    with pytest.raises(Invalid) as refused:
        steps.set_section_status(bench, anna, programme, KEY, status, 0)
    assert refused.value.code == code


def test_a_section_is_given_to_somebody_who_may_write(
    bench: Workbench, company: Company, anna: Actor, sanne: Actor, programme: str
) -> None:
    """Owners come from the company's writers; nobody outside can be one, and nobody is possible too."""
    steps.assign_section(bench, anna, programme, KEY, sanne.person.id)
    shown = read_overview(bench, anna, programme, "en")
    assert {row.head.key: row.assignee for row in shown.overview.rows}[KEY] == "Sanne Vos"
    page = steps.read_steps(bench, anna, programme, KEY, "en")
    assert [person.name for person in page.people] == ["Anna de Wit", "Sanne Vos"]

    stranger = a_company(bench, "Other B.V.").person("Otto Vreemd")
    with pytest.raises(Invalid) as refused:
        steps.assign_section(bench, anna, programme, KEY, stranger.person.id)
    assert refused.value.code == "unknown_person"
    assert steps.assign_section(bench, anna, programme, KEY, None) is None


def test_the_dashboard_says_what_waits_for_whom(
    bench: Workbench, anna: Actor, sanne: Actor, programme: str
) -> None:
    """An approver finds what is ready, a drafter the sections that are theirs and not done."""
    drafting.save_section_text(bench, sanne, programme, KEY, "A text.", 0)
    steps.set_section_status(bench, sanne, programme, KEY, SectionStatus.READY, 1)
    steps.assign_section(bench, anna, programme, "icp.2.1", sanne.person.id)

    for_anna = read_dashboard(bench, anna, "en").waiting
    for_sanne = read_dashboard(bench, sanne, "en").waiting

    assert [(item.row.head.key, item.for_approval) for item in for_anna] == [(KEY, True)]
    assert [(item.row.head.key, item.for_approval) for item in for_sanne] == [("icp.2.1", False)]
