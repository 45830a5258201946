"""Files as answers: never shown inline, named safely, with a hash to compare."""

from urllib.parse import quote

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response

from checks.memory import give_back

SANDBOX = "sandbox; default-src 'none'"
# Making a smaller file leaves nothing behind that is worth collecting.
LARGE_BYTES = 30_000


def download(
    request: Request, content: bytes, name: str, media_type: str, sha256: str, *, inline: bool = False
) -> Response:
    """Answer with a file; with a matching ETag nothing is sent again.

    The answer may run and load nothing, whatever the bytes hold. Only re-encoded pictures are `inline`.
    """
    etag = f'"{sha256}"'
    headers = {
        "ETag": etag,
        "X-Content-SHA256": sha256,
        "Content-Disposition": disposition(name, inline=inline),
        "Content-Security-Policy": SANDBOX,
        "Cache-Control": "private, no-cache" if inline else "no-store",
    }
    if etag in [known.strip() for known in request.headers.get("if-none-match", "").split(",")]:
        return Response(status_code=304, headers=headers)
    afterwards = BackgroundTask(give_back) if len(content) > LARGE_BYTES and not inline else None
    return Response(content, media_type=media_type, headers=headers, background=afterwards)


def disposition(name: str, *, inline: bool = False) -> str:
    """Content-Disposition by RFC 6266: plain characters for old readers, the whole name for others."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in " ._-()") else "_" for c in name)
    kind = "inline" if inline else "attachment"
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
