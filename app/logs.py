"""Logs on standard error: one line an event, ids and codes only, never a text that somebody wrote."""

import logging
import sys
from typing import Any, Literal

import structlog
from structlog.typing import EventDict, Processor


def configure(form: Literal["json", "plain"] | str) -> None:
    """Send structlog and the standard library's warnings the same way. `json` is for machines."""
    rendered: Processor = (
        structlog.processors.JSONRenderer(sort_keys=True)
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=False, sort_keys=True)
    )
    common: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _without_control_characters,
    ]
    structlog.configure(
        processors=[*common, rendered],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=lambda *_: structlog.WriteLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(processor=rendered, foreign_pre_chain=common))
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)


def _without_control_characters(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """A name with a line end or an escape code in it must not look like a line of ours."""
    return {name: _visible(value) for name, value in event.items()}


def _visible(value: Any) -> Any:
    if isinstance(value, str) and not value.isprintable():
        return value.encode("unicode_escape").decode()
    return value
