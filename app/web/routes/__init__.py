"""Every router of the application. A new file of routes is added to this one list."""

from fastapi import APIRouter

from app.web.routes import api_account, health, help_pages, sign_in, start

ROUTERS: tuple[APIRouter, ...] = (
    health.router,
    start.router,
    help_pages.router,
    sign_in.router,
    api_account.router,
)
