"""Whether the newsroom can work, as it says itself: the front has no database of its own to ask."""

from __future__ import annotations

import asyncio
from pathlib import Path

PATH = "/readyz"
_SECONDS = 3.0
_QUESTION = f"GET {PATH} HTTP/1.1\r\nHost: newsroom\r\nConnection: close\r\n\r\n".encode()


async def missing(newsroom: Path) -> str:
    """What keeps the newsroom behind that socket from working: "newsroom", "database", or "" for nothing.

    A newsroom that does not answer within three seconds does not work.
    """
    try:
        async with asyncio.timeout(_SECONDS):
            status = await _ask(newsroom)
    except (OSError, TimeoutError, asyncio.LimitOverrunError, ValueError):
        return "newsroom"
    return {b"200": "", b"503": "database"}.get(status, "newsroom")


async def _ask(newsroom: Path) -> bytes:
    reader, writer = await asyncio.open_unix_connection(str(newsroom))
    try:
        writer.write(_QUESTION)
        await writer.drain()
        return (await reader.readline())[9:12]
    finally:
        writer.close()
