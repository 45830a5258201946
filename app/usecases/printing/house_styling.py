"""House styles of an organisation: taken in with checks, tried on the example, then released for exports."""

import hashlib
from dataclasses import dataclass

from app.documents.docx_write import export_programme as write_word
from app.documents.house_style import Remark, check_house_style
from app.documents.pdf_write import NoConverter, has_converter
from app.documents.typesetting import Typeset, typeset
from app.domain.attachments import FILE_LIMIT, shown_name
from app.domain.errors import Conflict, Invalid, NotFound, TooLarge
from app.domain.house_styles import HOUSE_STYLES_LIMIT, HouseStyleState, StoredHouseStyle
from app.domain.people import Actor, Organisation
from app.domain.permissions import Act
from app.storage import attachments, house_styles, people
from app.usecases.doors import OrganisationDesk, read_organisation, write_organisation
from app.usecases.exported import Exported
from app.usecases.printing.example_document import example_document
from app.usecases.printing.exporting import Printed, drawn_page, exported, printed
from app.usecases.running.readiness import require_quota, require_room
from app.usecases.workbench import Workbench
from checks.languages import Language


@dataclass(frozen=True)
class HouseStyles:
    """The house styles of an organisation."""

    organisation: Organisation
    styles: tuple[StoredHouseStyle, ...]


@dataclass(frozen=True)
class CheckedHouseStyle:
    """One house style with what there is to know about it."""

    organisation: Organisation
    style: StoredHouseStyle
    remarks: tuple[Remark, ...]
    has_converter: bool


def list_house_styles(bench: Workbench, actor: Actor, organisation_id: str) -> HouseStyles:
    """Every house style, oldest first."""
    with read_organisation(bench, actor, organisation_id, Act.MANAGE_HOUSE_STYLES) as desk:
        return HouseStyles(_organisation(desk), house_styles.house_styles_of(desk.session, organisation_id))


def read_house_style(
    bench: Workbench, actor: Actor, organisation_id: str, style_id: str
) -> CheckedHouseStyle:
    """One house style, checked as of now: fonts on the server may have changed. Raises NotFound."""
    with read_organisation(bench, actor, organisation_id, Act.MANAGE_HOUSE_STYLES) as desk:
        organisation, style = _organisation(desk), _found(desk, style_id)
        content = attachments.content_of(desk.session, organisation_id, style.sha256)
    return CheckedHouseStyle(organisation, style, check_house_style(content).remarks, has_converter())


def add_house_style(
    bench: Workbench, actor: Actor, organisation_id: str, name: str, content: bytes
) -> StoredHouseStyle:
    """Take in a .docx or .dotx. Raises Invalid with the reason it is refused for, TooLarge."""
    if not content:
        raise Invalid("file_missing", field="file")
    if len(content) > FILE_LIMIT:
        raise TooLarge("file_too_large", field="file", limit=FILE_LIMIT)
    with read_organisation(bench, actor, organisation_id, Act.MANAGE_HOUSE_STYLES):
        pass
    check_house_style(content)
    with write_organisation(bench, actor, organisation_id, Act.MANAGE_HOUSE_STYLES) as desk:
        if len(house_styles.house_styles_of(desk.session, organisation_id)) >= HOUSE_STYLES_LIMIT:
            raise TooLarge("too_many_house_styles", field="file", limit=HOUSE_STYLES_LIMIT)
        require_room(bench)
        require_quota(bench, desk.session, organisation_id, len(content))
        digest = hashlib.sha256(content).hexdigest()
        style = StoredHouseStyle(bench.new_id(), shown_name(name), digest, len(content), desk.now)
        house_styles.add_house_style(desk.session, organisation_id, style, actor.person.id, content)
        desk.record("add_house_style", f"{organisation_id}/{style.id}", digest)
        return style


def try_house_style(
    bench: Workbench, actor: Actor, organisation_id: str, style_id: str, language: Language
) -> Exported:
    """The example programme in this look, as a Word file."""
    with write_organisation(bench, actor, organisation_id, Act.MANAGE_HOUSE_STYLES) as desk:
        style = _found(desk, style_id)
        content = attachments.content_of(desk.session, organisation_id, style.sha256)
        house_styles.set_tried(desk.session, style.id, desk.now)
        desk.record("try_house_style", f"{organisation_id}/{style.id}", style.sha256)
    document = example_document(language)
    return exported(document, write_word(document, house=check_house_style(content).house))


def print_example(
    bench: Workbench, actor: Actor, organisation_id: str, style_id: str, language: Language
) -> Printed:
    """Have the pages of the example laid out in this look. Raises NoConverter, TryLater."""
    if not has_converter():
        raise NoConverter
    with read_organisation(bench, actor, organisation_id, Act.MANAGE_HOUSE_STYLES) as desk:
        style = _found(desk, style_id)
        content = attachments.content_of(desk.session, organisation_id, style.sha256)

    def make() -> Typeset:
        return typeset(example_document(language), check_house_style(content).house)

    key = f"{organisation_id}/{language}-{style.sha256}"
    bench.press.ask(key, make)
    return printed(bench, key)


def look_at_example(bench: Workbench, actor: Actor, organisation_id: str, key: str) -> Printed:
    """How far the pages of an example asked for earlier are."""
    with read_organisation(bench, actor, organisation_id, Act.MANAGE_HOUSE_STYLES):
        return printed(bench, f"{organisation_id}/{key}")


def example_page(bench: Workbench, actor: Actor, organisation_id: str, key: str, number: int) -> bytes:
    """A page of the example as a PNG. Raises NotFound."""
    with read_organisation(bench, actor, organisation_id, Act.MANAGE_HOUSE_STYLES):
        return drawn_page(bench, f"{organisation_id}/{key}", number)


def release_house_style(bench: Workbench, actor: Actor, organisation_id: str, style_id: str) -> None:
    """Let exports use it. Raises Conflict `house_style_not_tried` before somebody tried it on the example."""
    with write_organisation(bench, actor, organisation_id, Act.MANAGE_HOUSE_STYLES) as desk:
        style = _found(desk, style_id)
        if style.state is HouseStyleState.NEW:
            raise Conflict("house_style_not_tried")
        house_styles.set_released(desk.session, style.id, desk.now)
        desk.record("release_house_style", f"{organisation_id}/{style.id}", style.sha256)


def remove_house_style(bench: Workbench, actor: Actor, organisation_id: str, style_id: str) -> None:
    """Take it out of use. Files made with it are not touched."""
    with write_organisation(bench, actor, organisation_id, Act.MANAGE_HOUSE_STYLES) as desk:
        style = _found(desk, style_id)
        house_styles.set_removed(desk.session, style.id, desk.now)
        desk.record("remove_house_style", f"{organisation_id}/{style.id}", style.sha256)


def _organisation(desk: OrganisationDesk) -> Organisation:
    found = people.organisation_by_id(desk.session, desk.organisation_id)
    assert found is not None
    return found


def _found(desk: OrganisationDesk, style_id: str) -> StoredHouseStyle:
    style = house_styles.find_house_style(desk.session, desk.organisation_id, style_id)
    if style is None:
        raise NotFound()
    return style
