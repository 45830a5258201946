"""Every router of the application. A new file of routes is added to this one list."""

from fastapi import APIRouter

from app.web.routes import health, help_pages, start

ROUTERS: tuple[APIRouter, ...] = (health.router, start.router, help_pages.router)
