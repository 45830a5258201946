"""Acts on a finding: judged at a reading desk, then written on the very state that was judged.

A check may take seconds, and everybody's writes wait for one another: it never runs behind the write door.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from app.domain.errors import Conflict
from app.domain.people import Actor
from app.domain.permissions import Act
from app.storage import pins
from app.usecases.doors import WritingDesk, read_programme, write_programme
from app.usecases.programmes.programme_state import ProgrammeState, state_of
from app.usecases.unit_of_work import Result, Retry, repeat_answer
from app.usecases.workbench import Workbench

ATTEMPTS = 2
Seen = TypeVar("Seen")


class _Moved(Exception):
    """Somebody changed what the judgement rests on."""


def act_on_judged(
    bench: Workbench,
    actor: Actor,
    programme_id: str,
    act: Act,
    judge: Callable[[ProgrammeState], Seen],
    write: Callable[[WritingDesk, Seen], Result],
    retry: Retry | None = None,
) -> Result:
    """Write what was judged. Judged once more when a colleague saved meanwhile, then Conflict."""
    for _attempt in range(ATTEMPTS):
        with read_programme(bench, actor, programme_id, act) as reading:
            repeat_answer(reading.session, retry, reading.now)
            state = state_of(bench, reading.session, reading.programme)
            seen, ground = judge(state), _ground(bench, state)
        with suppress(_Moved), write_programme(bench, actor, programme_id, act, retry) as desk:
            if _ground(bench, state_of(bench, desk.session, desk.programme)) != ground:
                raise _Moved
            return desk.answer(write(desk, seen))
    raise Conflict()


def _ground(bench: Workbench, state: ProgrammeState) -> tuple[str, ...]:
    """What a judgement rests on: the state of the programme, and what people pointed to."""
    standing = pins.standing_pins(state.session, state.programme.id)
    return (state.fingerprint(bench.checker.pack_digests), *(pin.id for pin in standing))
