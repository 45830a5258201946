"""Probes for operators: alive, ready, which version. No sign-in, no page."""

from fastapi import APIRouter
from starlette.responses import JSONResponse

from app import __version__
from app.web.access import BARE, permits

CONTRACT_VERSION = 1

router = APIRouter(include_in_schema=False)


@router.get("/healthz")
@permits(BARE)
def healthz() -> JSONResponse:
    """The process answers."""
    return JSONResponse({"status": "ok"})


@router.get("/version")
@permits(BARE)
def version() -> JSONResponse:
    """The version of the product and of the contract in docs/interfaces.md."""
    return JSONResponse({"version": __version__, "interfaces": CONTRACT_VERSION})
