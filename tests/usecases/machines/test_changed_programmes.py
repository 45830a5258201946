"""Changed programmes wait until they have rested; each waits once."""

import threading

from app.usecases.machines.changed_programmes import MOST_SECONDS, SETTLE_SECONDS, ChangedProgrammes


class Moment:
    """A clock in seconds that the test moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_many_saves_of_one_programme_are_one_check() -> None:
    """It comes out once, and only then others that changed later."""
    moment = Moment()
    changed = ChangedProgrammes(moment)
    for one in ("first", "second", "first", "first"):
        changed.add(one)
    moment.now += SETTLE_SECONDS
    assert {changed.next(), changed.next()} == {"first", "second"}
    changed.close()
    assert changed.next() is None


def test_a_programme_that_somebody_types_in_lets_others_go_first() -> None:
    """Each save starts its rest anew."""
    moment = Moment()
    changed = ChangedProgrammes(moment)
    changed.add("typed in")
    moment.now += SETTLE_SECONDS / 2
    changed.add("rests")
    changed.add("typed in")
    moment.now += SETTLE_SECONDS / 2
    changed.add("typed in")
    moment.now += SETTLE_SECONDS / 2
    assert changed.next() == "rests"


def test_nobody_waits_for_ever_for_an_end_of_typing() -> None:
    """Ten seconds after the first change a programme is due, however much is saved in it."""
    moment = Moment()
    changed = ChangedProgrammes(moment)
    begun = moment.now
    while moment.now < begun + MOST_SECONDS:
        changed.add("typed in")
        moment.now += SETTLE_SECONDS / 2
    changed.add("typed in")
    assert changed.next() == "typed in"


def test_what_people_look_at_while_they_write_waits_for_their_rest() -> None:
    """Each look checks it, so that nothing but a rest makes it due; one that nobody changed stays out."""
    moment = Moment()
    changed = ChangedProgrammes(moment)
    begun = moment.now
    while moment.now < begun + 3 * MOST_SECONDS:
        changed.add("looked at")
        changed.checked("looked at")
        changed.checked("not changed")
        moment.now += SETTLE_SECONDS / 2
    changed.add("looked at")
    changed.add("rests")
    moment.now += SETTLE_SECONDS / 2
    changed.add("looked at")
    moment.now += SETTLE_SECONDS / 2
    assert changed.next() == "rests"
    moment.now += SETTLE_SECONDS / 2
    assert changed.next() == "looked at"
    changed.add("the only one left")
    moment.now += SETTLE_SECONDS
    assert changed.next() == "the only one left"


def test_whoever_waits_is_woken_by_a_change_and_by_the_end() -> None:
    """With the real clock, in a thread, as the checker waits."""
    changed = ChangedProgrammes()
    seen: list[str | None] = []

    def follow() -> None:
        seen.append(changed.next())
        seen.append(changed.next())

    follower = threading.Thread(target=follow)
    follower.start()
    changed.add("one")
    follower.join(SETTLE_SECONDS * 3)
    assert seen == ["one"]
    changed.close()
    follower.join(10)
    assert seen == ["one", None]
