"""Requests that wait for a check queue here, without a thread: threads are for people who save."""

from collections.abc import AsyncIterator

from fastapi import Depends, Request

CHECKS_AT_ONCE = 1


async def _turn(request: Request) -> AsyncIterator[None]:
    async with request.app.state.check_turns:
        yield


CHECK_TURN = Depends(_turn, scope="function")
