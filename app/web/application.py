"""The web application: layers, error handlers and routes over one `Workbench`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from anyio import Semaphore
from fastapi import Depends, FastAPI
from starlette.middleware import Middleware

from app import __version__
from app.settings import LOOPBACK
from app.web import problems
from app.web.access import guard
from app.web.assets import static_mount
from app.web.lifespan import running
from app.web.middleware import BodyLimit, Envelope, Hosts, LastResort, SameOrigin
from app.web.routes import ROUTERS
from app.web.theme import read_theme
from app.web.turns import CHECKS_AT_ONCE

if TYPE_CHECKING:
    from app.settings import Settings
    from app.usecases.workbench import Workbench

UPLOADS = re.compile(r"/(imports|files|pictures|house-styles)$")


def create_app(workbench: Workbench) -> FastAPI:
    """Build the application. Every answer, whatever made it, passes the layers of `middleware.py`."""
    settings = workbench.settings
    app = FastAPI(
        title="Toetssteen",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        middleware=layers(settings),
        dependencies=[Depends(guard)],
        lifespan=running,
        telemetry={"auto_configure": False},
    )
    app.state.workbench = workbench
    app.state.settings = settings
    app.state.check_turns = Semaphore(CHECKS_AT_ONCE)
    app.state.theme = read_theme(settings.theme_file)
    problems.install(app)
    app.router.routes.append(static_mount())
    for router in ROUTERS:
        app.include_router(router)
    return app


def layers(settings: Settings) -> list[Middleware]:
    """The layers around every route, outermost first."""
    refuse = problems.refusal
    return [
        Middleware(Envelope, over_tls=settings.secure),
        Middleware(Hosts, trusted=trusted_hosts(settings), refuse=refuse),
        Middleware(BodyLimit, uploads=UPLOADS, refuse=problems.refusal_by_name),
        Middleware(SameOrigin, over_tls=settings.secure, refuse=refuse),
        Middleware(LastResort, refuse=problems.refusal_with_form),
    ]


def trusted_hosts(settings: Settings) -> frozenset[str]:
    """The host of the base URL; on loopback every name of loopback."""
    if settings.host in LOOPBACK:
        return frozenset(f"[{name}]" if ":" in name else name for name in LOOPBACK)
    return frozenset({settings.host})
