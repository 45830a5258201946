"""The Jinja environment, whole pages and fragments.

A page sees the fields of one frozen view dataclass plus `frame`; nothing else. Macros are globals, because a
fragment rendered alone does not see imports at the top of its file.
"""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import (
    ChainableUndefined,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    nodes,
)
from jinja2.runtime import Macro
from jinja2_fragments import render_block
from starlette.requests import Request
from starlette.responses import HTMLResponse

from app.i18n import clock_time, current_language, gettext, locale_tag, long_date, ngettext
from app.local_time import time_zone_name
from app.web.assets import asset
from app.web.flash import clear_notice, pending_notice
from app.web.forms import error_for
from app.web.frame import FieldError, Frame, frame_for

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

TEMPLATES = Path(__file__).parent / "templates"
PRODUCT = "Toetssteen"


def page(
    request: Request,
    template: str,
    view: DataclassInstance,
    *,
    status: int = 200,
    errors: tuple[FieldError, ...] = (),
) -> HTMLResponse:
    """Answer with a whole page. With `errors` the title says so and the summary stands above the content."""
    notice = pending_notice(request)
    frame = frame_for(request, notices=(notice,) if notice else (), errors=errors)
    response = HTMLResponse(
        environment().get_template(template).render(context(view, frame)),
        status,
        headers={"Vary": "HX-Request-Type"},
    )
    if notice:
        clear_notice(response)
    return response


def fragment(
    request: Request,
    template: str,
    *blocks: str,
    view: DataclassInstance,
    status: int = 200,
    errors: tuple[FieldError, ...] = (),
) -> HTMLResponse:
    """Answer with one or more named blocks of a page's template, each rendered alone."""
    values = context(view, frame_for(request, errors=errors))
    parts = (render_block(environment(), template, block, values) for block in blocks)
    return HTMLResponse("".join(parts), status, headers={"Vary": "HX-Request-Type"})


def is_partial(request: Request) -> bool:
    """Whether htmx asks for a piece of a page."""
    return request.headers.get("hx-request-type") == "partial"


def context(view: DataclassInstance, frame: Frame) -> dict[str, Any]:
    """What a template may see: the view's own fields and the frame."""
    return {field.name: getattr(view, field.name) for field in fields(view)} | {"frame": frame}


@cache
def environment() -> Environment:
    """The environment of our own templates: everything escaped, every missing name an error."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )
    _translate(made)
    made.policies["ext.i18n.trimmed"] = True
    made.globals.update(_macros_of_govuk())
    made.globals.update(
        asset=asset,
        product=PRODUCT,
        error_for=error_for,
        long_date=long_date,
        clock_time=clock_time,
        time_zone_name=time_zone_name,
        locale_tag=locale_tag,
        current_language=current_language,
    )
    made.globals.update(_own_macros(made))
    return made


class _LateMacro:
    """A macro looked up when it is called, so that component files may use each other in any order."""

    def __init__(self, known: dict[str, Macro], name: str) -> None:
        self.known = known
        self.name = name

    def __call__(self, *args: Any, **options: Any) -> str:
        return self.known[self.name](*args, **options)


def _own_macros(made: Environment) -> dict[str, Macro]:
    """The macros of our component files."""
    assert made.loader is not None
    files = sorted(made.list_templates(filter_func=lambda n: n.startswith("components/")))
    known: dict[str, Macro] = {}
    for file in files:
        source = made.loader.get_source(made, file)[0]
        for macro in made.parse(source).find_all(nodes.Macro):
            made.globals[macro.name] = _LateMacro(known, macro.name)
    for file in files:
        known.update(_macros(made, file))
    return known


def _macros_of_govuk() -> dict[str, Macro]:
    """The component macros of govuk-frontend-jinja, which expect missing options to be silent."""
    source = Environment(
        loader=PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        autoescape=True,
        undefined=ChainableUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found: dict[str, Macro] = {}
    for name in source.list_templates(filter_func=lambda n: n.endswith("/macro.html")):
        found.update(_macros(source, name))
    return found


def _macros(source: Environment, name: str) -> dict[str, Macro]:
    """The public macros of one template file."""
    module = vars(source.get_template(name).module)
    return {
        key: value for key, value in module.items() if isinstance(value, Macro) and not key.startswith("_")
    }


def _translate(made: Environment) -> None:
    """Newstyle gettext by callables that look the language up at each call."""
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
