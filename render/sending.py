"""What a form sends, read with a limit: nobody can fill our memory."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from fastapi import HTTPException, Request
from starlette.datastructures import FormData

#: The most bytes that a form with a file may send.
MOST = 3_000_000


async def sent_form(request: Request) -> FormData:
    """The form of a POST; HTTPException 413 where it is too large, 400 where it is broken."""
    length = request.headers.get("content-length", "0")
    body = bytearray()
    if not length.isdigit() or int(length) <= MOST:
        async for chunk in request.stream():
            body += chunk
            if len(body) > MOST:
                break
    if len(body) > MOST or (length.isdigit() and int(length) > MOST):
        raise HTTPException(413, f"Das ist zu groß: höchstens {MOST // 1_000_000} MB.")
    return await Request(request.scope, _told(bytes(body))).form(max_files=1, max_fields=50, max_part_size=MOST)


def _told(body: bytes) -> Callable[[], Awaitable[dict[str, object]]]:
    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


def text_of(form: FormData, name: str) -> str:
    """A field that was typed; "" where it was not sent or is a file."""
    value = form.get(name, "")
    return value if isinstance(value, str) else ""
