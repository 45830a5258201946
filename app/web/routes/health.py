"""Probes for operators: alive, ready, which version. No sign-in, no page."""

from fastapi import APIRouter
from starlette.responses import JSONResponse

from app import __version__
from app.usecases.running.readiness import trouble
from app.web.access import BARE, Bench, permits

CONTRACT_VERSION = 1

router = APIRouter(include_in_schema=False)


@router.get("/healthz")
@permits(BARE)
def healthz() -> JSONResponse:
    """The process answers."""
    return JSONResponse({"status": "ok"})


@router.get("/readyz")
@permits(BARE)
def readyz(bench: Bench) -> JSONResponse:
    """The database can be read, its schema fits and there is room to write; 503 with a code when not."""
    code = trouble(bench)
    if code is None:
        return JSONResponse({"status": "ready"})
    return JSONResponse({"status": "not_ready", "code": code}, 503, headers={"Retry-After": "5"})


@router.get("/version")
@permits(BARE)
def version() -> JSONResponse:
    """The version of the product and of the contract in docs/interfaces.md."""
    return JSONResponse({"version": __version__, "interfaces": CONTRACT_VERSION})
