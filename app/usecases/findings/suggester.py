"""An OpenAI-compatible endpoint that proposes passages. Off unless the administrator sets its address."""

import json
import ssl
from collections.abc import Sequence
from email.message import Message
from http.client import HTTPException
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit
from urllib.request import (
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    build_opener,
)

from app.settings import Settings
from app.usecases.ports import Suggester

SECONDS = 30
LONGEST_ANSWER = 200_000
"""Bytes that are read of an answer."""
TASK = (
    "You are given a section of a company's compliance programme and one thing that it may state. "
    "Answer with a JSON array of at most three strings and nothing else: sentences copied from the section "
    "word for word that state it. Answer [] when none does. Never change, shorten or translate a sentence."
)


class _NoRedirects(HTTPRedirectHandler):
    """Text goes to the address that was announced, and nowhere else."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> None:
        return None


class ChatEndpoint:
    """Asks `/chat/completions` below an address. Proxies of the environment are not used."""

    def __init__(self, url: str, model: str, key_file: Path | None) -> None:
        self._url = url.rstrip("/") + "/chat/completions"
        self._model = model
        self._key_file = key_file
        self._opener: OpenerDirector = build_opener(
            ProxyHandler({}), _NoRedirects(), HTTPSHandler(context=ssl.create_default_context())
        )

    @property
    def host(self) -> str:
        """The host and port in the address."""
        return urlsplit(self._url).netloc.rpartition("@")[2]

    def suggest(self, wanted: str, text: str, language: str) -> Sequence[str]:
        """The strings of the array in the answer. Raises OSError or ValueError when there is none."""
        question = f"The section, in the language {language!r}:\n\n{text}\n\nWhat it may state: {wanted}"
        body = {
            "model": self._model,
            "temperature": 0,
            "messages": [{"role": "system", "content": TASK}, {"role": "user", "content": question}],
        }
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self._key_file is not None:
            headers["Authorization"] = f"Bearer {self._key_file.read_text(encoding='utf-8').strip()}"
        # The settings take http and https only.
        request = Request(self._url, json.dumps(body).encode(), headers, method="POST")  # noqa: S310
        try:
            with self._opener.open(request, timeout=SECONDS) as answer:
                return _quotations(answer.read(LONGEST_ANSWER))
        except HTTPException as error:
            raise OSError("the answer broke off") from error


def suggester_of(settings: Settings) -> Suggester | None:
    """The endpoint of the settings; None when there is none, as it is by default."""
    if not settings.suggest_url:
        return None
    return ChatEndpoint(settings.suggest_url, settings.suggest_model, settings.suggest_key_file)


def _quotations(answer: bytes) -> tuple[str, ...]:
    """The array may stand between other words, as models like to have it."""
    try:
        content = str(json.loads(answer)["choices"][0]["message"]["content"])
        found = json.loads(content[content.index("[") : content.rindex("]") + 1])
    except (LookupError, TypeError, RecursionError) as error:
        raise ValueError("not the answer of a chat endpoint") from error
    return tuple(one for one in found if isinstance(one, str))
