"""Every router of the application. A new file of routes is added to this one list."""

from fastapi import APIRouter

from app.web.routes import (
    api_account,
    api_comments,
    api_findings,
    api_programmes,
    health,
    help_pages,
    sign_in,
    start,
)

ROUTERS: tuple[APIRouter, ...] = (
    health.router,
    start.router,
    help_pages.router,
    sign_in.router,
    api_account.router,
    api_programmes.router,
    api_comments.router,
    api_findings.router,
)
