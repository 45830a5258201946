"""Style sheets, scripts, fonts: one digest over all in every address, so they may be kept for ever."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

STATIC = Path(__file__).parent / "static"
FOREVER = "public, max-age=31536000, immutable"


@cache
def digest() -> str:
    """The first 12 hexadecimal digits over the names and contents of every static file."""
    found = hashlib.sha256()
    for path in sorted(p for p in STATIC.rglob("*") if p.is_file()):
        found.update(path.relative_to(STATIC).as_posix().encode())
        found.update(path.read_bytes())
    return found.hexdigest()[:12]


def asset(name: str) -> str:
    """The address of a static file. Relative links inside it (fonts, imports) keep the digest."""
    if not (STATIC / name).is_file():
        raise FileNotFoundError(name)
    return f"/static/{digest()}/{name}"


class DigestedFiles(StaticFiles):
    """Static files; only the address with the present digest may be cached."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Serve one file; an address of an older release still works but is not kept."""
        response = await super().get_response(path, scope)
        if scope["path_params"].get("digest") == digest():
            response.headers["Cache-Control"] = FOREVER
        return response


def static_mount() -> Mount:
    """The route of all static files. Compression is safe here: nothing in them is secret."""
    return Mount("/static/{digest}", app=GZipMiddleware(DigestedFiles(directory=STATIC)), name="static")
