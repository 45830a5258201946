"""The comments pane: a fragment beside the text, and a page by itself without JavaScript."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import Field
from starlette.responses import Response

from app.domain.errors import Invalid
from app.domain.people import Actor
from app.domain.permissions import Act
from app.i18n import current_language
from app.usecases.workbench import Workbench
from app.usecases.writing import commenting
from app.web.access import Asking, Bench, permits
from app.web.bodies import Body, form_body, validated
from app.web.flash import redirect
from app.web.frame import FieldError
from app.web.problems import field_error
from app.web.rendering import fragment, is_partial, page
from app.web.views.comments_pane import CommentsPane, comments_pane

router = APIRouter(prefix="/programmes/{programme_id}/sections/{key}/comments", include_in_schema=False)

Id = Annotated[str, Field(max_length=100)]


class Chosen(Body):
    """The block that the form for a new comment is about."""

    block: Id = ""


class CommentForm(Body):
    """A new comment, or an answer in a thread."""

    block: Id = ""
    thread: Id | None = None
    text: str = ""


class ResolveForm(Body):
    """`yes` to resolve, empty to open again."""

    resolved: Annotated[str, Field(max_length=3)] = ""


async def _comment_form(request: Request) -> CommentForm:
    return await form_body(request, CommentForm)


async def _resolve_form(request: Request) -> ResolveForm:
    return await form_body(request, ResolveForm)


@router.get("")
@permits(Act.READ_PROGRAMME)
def show_comments(request: Request, programme_id: str, key: str, asking: Asking, bench: Bench) -> Response:
    """The threads on one section."""
    chosen = validated(Chosen, dict(request.query_params), strict=False).block
    return _answer(request, _pane(bench, asking, programme_id, key, chosen))


@router.post("")
@permits(Act.COMMENT)
def write_comment(
    request: Request,
    programme_id: str,
    key: str,
    form: Annotated[CommentForm, Depends(_comment_form)],
    asking: Asking,
    bench: Bench,
) -> Response:
    """Remark on a block, or answer."""
    try:
        commenting.write_comment(bench, asking, programme_id, key, form.block, form.text, form.thread)
    except Invalid as error:
        view = _pane(bench, asking, programme_id, key, form.block, form.text)
        return _answer(request, view, status=422, errors=(field_error(error),))
    return _after(request, bench, asking, programme_id, key, form.block)


@router.post("/{comment_id}/resolve")
@permits(Act.COMMENT)
def resolve(
    request: Request,
    programme_id: str,
    key: str,
    comment_id: str,
    form: Annotated[ResolveForm, Depends(_resolve_form)],
    asking: Asking,
    bench: Bench,
) -> Response:
    """Mark a thread as dealt with, or open it again."""
    commenting.resolve_thread(bench, asking, programme_id, comment_id, form.resolved == "yes")
    return _after(request, bench, asking, programme_id, key)


def _after(
    request: Request, bench: Workbench, actor: Actor, programme_id: str, key: str, chosen: str = ""
) -> Response:
    if is_partial(request):
        return _answer(request, _pane(bench, actor, programme_id, key, chosen))
    return redirect(f"/programmes/{programme_id}/sections/{key}/comments")


def _pane(
    bench: Workbench, actor: Actor, programme_id: str, key: str, chosen: str = "", text: str = ""
) -> CommentsPane:
    talk = commenting.read_discussion(bench, actor, programme_id, key, current_language())
    return comments_pane(talk, programme_id, chosen, text)


def _answer(
    request: Request, view: CommentsPane, *, status: int = 200, errors: tuple[FieldError, ...] = ()
) -> Response:
    if is_partial(request):
        return fragment(request, "comments/pane.html", "comments", view=view, status=status, errors=errors)
    return page(request, "comments/pane.html", view, status=status, errors=errors)
