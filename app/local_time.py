"""The one time zone of the installation: what screens, papers and mails show of moments that are kept in UTC.

Set once, by `app.bootstrap`: people who look at one page see one clock, wherever they are.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

DEFAULT_ZONE = "Europe/Amsterdam"

_name = DEFAULT_ZONE


def use_time_zone(name: str) -> None:
    """Choose the zone for this process. `Settings` has refused what the machine does not know."""
    global _name
    _name = name


def time_zone_name() -> str:
    """The zone as browsers know it."""
    return _name


def time_zone() -> ZoneInfo:
    """The zone of the installation."""
    return ZoneInfo(_name)


def local(moment: datetime) -> datetime:
    """The same moment on the clock of the installation."""
    return moment.astimezone(time_zone())


def local_day(moment: datetime) -> date:
    """The day it was here at that moment."""
    return local(moment).date()
