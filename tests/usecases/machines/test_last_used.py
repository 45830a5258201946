"""A fixed number of values is kept: those that somebody asked for last."""

from app.usecases.machines.last_used import LastUsed


def test_what_nobody_asks_for_makes_room() -> None:
    """Asking counts as use; the value that waited longest goes."""
    kept: LastUsed[str, int] = LastUsed(2)
    kept.put("first", 1)
    kept.put("second", 2)
    assert kept.get("first") == 1
    kept.put("third", 3)
    assert (kept.get("first"), kept.get("second"), kept.get("third")) == (1, None, 3)


def test_a_value_that_is_put_again_replaces_the_earlier_one() -> None:
    """And takes no second place."""
    kept: LastUsed[str, int] = LastUsed(2)
    for key, value in (("first", 1), ("second", 2), ("first", 3)):
        kept.put(key, value)
    assert (kept.get("first"), kept.get("second")) == (3, 2)
