"""Help, privacy, accessibility, contact and the page about the rules. All without sign-in."""

from fastapi import APIRouter

router = APIRouter(include_in_schema=False)
