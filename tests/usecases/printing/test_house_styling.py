"""House styles of an organisation: what is taken in, who may use it and when, and that it is kept."""

import io
from collections.abc import Callable

import docx
import pytest

from app.documents.base_package import base, read_parts, zipped
from app.domain.errors import Conflict, Invalid, NotAllowed, NotFound, TooLarge
from app.domain.house_styles import HOUSE_STYLES_LIMIT, HouseStyleState
from app.domain.people import Actor, Role
from app.storage import attachments, retention
from app.usecases import exported
from app.usecases.printing import exporting, house_styling
from app.usecases.printing.before_export import look_before_export
from app.usecases.printing.printed_programme import ExportOptions
from app.usecases.workbench import Workbench
from app.usecases.writing import drafting
from tests.documents.test_house_style import company_file, saved
from tests.stories.companies import Company, a_company

KEY = "icp.2.3"
OWN = "Meridian Group"


@pytest.fixture
def company(bench: Workbench) -> Company:
    return a_company(bench, "Zonnewijzer B.V.")


@pytest.fixture
def ada(company: Company) -> Actor:
    return company.person("Ada Bos", Role.ADMINISTRATOR)


@pytest.fixture
def programme(bench: Workbench, company: Company, anna: Actor) -> str:
    made = company.programme(anna)
    drafting.save_section_text(bench, anna, made, KEY, "Anna may stop any order.", 0)
    return made


def a_style() -> bytes:
    """A company's own file, with a header that nothing else has."""
    document = company_file()
    document.sections[0].header.paragraphs[0].text = OWN
    return saved(document)


def added(bench: Workbench, ada: Actor, company: Company) -> str:
    made = house_styling.add_house_style(
        bench, ada, company.organisation.id, "C:\\huis\\Stijl.docx", a_style()
    )
    assert made.name == "Stijl.docx"
    return made.id


def header_of(made: exported.Exported) -> str:
    return docx.Document(io.BytesIO(made.content)).sections[0].header.paragraphs[0].text


def test_a_style_is_used_only_after_somebody_tried_it_on_the_example(
    bench: Workbench, company: Company, ada: Actor, anna: Actor, programme: str
) -> None:
    """New, tried, released; the export has its header then, and says no before and after."""
    organisation = company.organisation.id
    style = added(bench, ada, company)
    wanted = ExportOptions(house=style)

    with pytest.raises(Conflict) as refused:
        house_styling.release_house_style(bench, ada, organisation, style)
    assert refused.value.code == "house_style_not_tried"
    with pytest.raises(Invalid) as unknown:
        exporting.export_programme(bench, anna, programme, wanted)
    assert unknown.value.code == "unknown_house_style"
    example = house_styling.try_house_style(bench, ada, organisation, style, "nl")
    assert header_of(example) == OWN
    assert look_before_export(bench, anna, programme, "en").house_styles == ()

    house_styling.release_house_style(bench, ada, organisation, style)
    (offered,) = look_before_export(bench, anna, programme, "en").house_styles
    assert (offered.id, offered.state) == (style, HouseStyleState.RELEASED)
    assert header_of(exporting.export_programme(bench, anna, programme, wanted)) == OWN
    assert header_of(exporting.export_programme(bench, anna, programme)) != OWN

    house_styling.remove_house_style(bench, ada, organisation, style)
    with pytest.raises(Invalid):
        exporting.export_programme(bench, anna, programme, wanted)
    with pytest.raises(NotFound):
        house_styling.read_house_style(bench, ada, organisation, style)


def test_the_example_is_whole_in_both_languages(bench: Workbench, company: Company, ada: Actor) -> None:
    """Every section of the example with its text; its invented company, not theirs."""
    style = added(bench, ada, company)
    sizes = []
    for language, title in (("en", "Independence, deputies and stop authority"), ("nl", "Onafhankelijkheid")):
        made = house_styling.try_house_style(bench, ada, company.organisation.id, style, language)
        texts = [paragraph.text for paragraph in docx.Document(io.BytesIO(made.content)).paragraphs]
        assert any(text.startswith(title) for text in texts)
        assert not any(company.organisation.name in text for text in texts)
        sizes.append(sum(len(text) for text in texts))
    assert min(sizes) > 20_000


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_missing"),
        (b"x" * (20 * 1024 * 1024 + 1), "file_too_large"),
        (b"%PDF-1.7", "not_docx"),
        (zipped({**read_parts(base()), "word/vbaProject.bin": b"x"}), "macros"),
    ],
    ids=["nothing", "too large", "no Word file", "macros"],
)
def test_what_is_refused_is_not_kept(
    bench: Workbench, company: Company, ada: Actor, content: bytes, code: str
) -> None:
    """With the code that the screen explains."""
    with pytest.raises(Invalid) as refused:
        house_styling.add_house_style(bench, ada, company.organisation.id, "x.docx", content)
    assert refused.value.code == code
    assert house_styling.list_house_styles(bench, ada, company.organisation.id).styles == ()
    with bench.work.read(company.organisation.id) as session:
        assert attachments.bytes_kept(session, company.organisation.id) == 0


@pytest.mark.databases("sqlite")
def test_there_is_an_end_to_the_number_of_styles(bench: Workbench, company: Company, ada: Actor) -> None:
    """A limit that the refusal names."""
    for _ in range(HOUSE_STYLES_LIMIT):
        added(bench, ada, company)
    with pytest.raises(TooLarge) as refused:
        added(bench, ada, company)
    assert (refused.value.code, refused.value.facts["limit"]) == ("too_many_house_styles", HOUSE_STYLES_LIMIT)


def test_only_administrators_and_only_their_own(
    bench: Workbench, company: Company, ada: Actor, anna: Actor, programme: str
) -> None:
    """A writer may not; another company's administrator finds nothing, and its writers cannot use it."""
    style = added(bench, ada, company)
    house_styling.try_house_style(bench, ada, company.organisation.id, style, "en")
    house_styling.release_house_style(bench, ada, company.organisation.id, style)
    other = a_company(bench, "Other B.V.")
    stranger = other.person("Otto Vreemd", Role.ADMINISTRATOR)
    reads: tuple[Callable[[Actor, str], object], ...] = (
        lambda who, where: house_styling.list_house_styles(bench, who, where),
        lambda who, where: house_styling.add_house_style(bench, who, where, "x.docx", a_style()),
        lambda who, where: house_styling.try_house_style(bench, who, where, style, "en"),
        lambda who, where: house_styling.remove_house_style(bench, who, where, style),
    )
    for act in reads:
        with pytest.raises(NotAllowed):
            act(anna, company.organisation.id)
        with pytest.raises(NotFound):
            act(stranger, company.organisation.id)
    with pytest.raises(NotFound):
        house_styling.read_house_style(bench, stranger, other.organisation.id, style)
    writer = other.person("Wim Vreemd", Role.DRAFTER)
    theirs = other.programme(writer)
    with pytest.raises(Invalid):
        exporting.export_programme(bench, writer, theirs, ExportOptions(house=style))


def test_destroying_a_programme_leaves_the_house_style(
    bench: Workbench, company: Company, ada: Actor, anna: Actor, programme: str
) -> None:
    """Its bytes are not those of any programme, and stay."""
    style = added(bench, ada, company)
    with bench.work.write(company.organisation.id, anna.person.id) as act:
        retention.remove_programme(act.session, company.organisation.id, programme)
        act.record("destroy_programme", programme)
    assert header_of(house_styling.try_house_style(bench, ada, company.organisation.id, style, "en")) == OWN
