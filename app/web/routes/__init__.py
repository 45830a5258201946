"""Every router of the application. A new file of routes is added to this one list."""

from fastapi import APIRouter

from app.web.routes import (
    account,
    administration,
    api_account,
    api_comments,
    api_engagements,
    api_findings,
    api_programmes,
    findings,
    engagements,
    health,
    help_pages,
    home,
    invitations,
    passwords,
    programmes,
    second_factor,
    sign_in,
    start,
    trail,
)

ROUTERS: tuple[APIRouter, ...] = (
    health.router,
    start.router,
    help_pages.router,
    sign_in.router,
    passwords.router,
    invitations.router,
    second_factor.router,
    account.router,
    administration.router,
    engagements.router,
    trail.router,
    api_account.router,
    api_engagements.router,
    home.router,
    programmes.router,
    findings.router,
    api_programmes.router,
    api_comments.router,
    api_findings.router,
)
