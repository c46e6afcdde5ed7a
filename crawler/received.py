"""What a body tells of a visit, whichever way it came."""

import asyncio
from dataclasses import replace

from crawler import soft_errors
from crawler.artifacts import FetchStatus
from crawler.fetcher import Visit
from crawler.http_body import Reception
from crawler.looks import HTML_TYPES, look


def with_body(answer: Visit, body: Reception) -> Visit:
    """Add the body, and what it tells of the status."""
    head = bytes(body.head)
    code = answer.http_status or 0
    visit = replace(
        answer,
        digest=body.digest,
        size=body.size if body.digest or body.enough else 0,
        head=head,
    )
    if soft_errors.is_wall(code, dict(answer.headers), head):
        return replace(visit, status=FetchStatus.BLOCKED, detail="bot-wall")
    return visit


async def looked_at(visit: Visit) -> Visit:
    """Parse a page, once, off the event loop."""
    if visit.status is not FetchStatus.OK or visit.media_type not in HTML_TYPES:
        return visit
    whole = visit.size <= len(visit.head)
    looks = await asyncio.to_thread(look, visit.head, visit.final_url, whole=whole)
    return replace(visit, looks=looks)
