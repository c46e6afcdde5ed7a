"""Captures on their way from the crawler to the database."""

import asyncio

from crawler.artifacts import Capture
from storage.repository import Repository

SAVE_EVERY = 25
"""Captures kept in memory before they are stored together."""
SAVE_SECONDS = 1.0


class BatchRecorder:
    """Stores captures a few at a time: each commit waits for the disk."""

    def __init__(self, repository: Repository, run_id: str) -> None:
        """Store into a run that has begun; made inside the event loop."""
        self._repository = repository
        self._run_id = run_id
        self._waiting: list[Capture] = []
        self._saved_at = asyncio.get_running_loop().time()
        self._lock = asyncio.Lock()

    async def record(self, capture: Capture) -> None:
        """Take a capture, and store those that wait where it is time to."""
        self._waiting.append(capture)
        waited = asyncio.get_running_loop().time() - self._saved_at
        if len(self._waiting) >= SAVE_EVERY or waited >= SAVE_SECONDS:
            await self.flush()

    async def flush(self) -> None:
        """Store what is waiting; in order, so that a later visit stays the later."""
        async with self._lock:
            batch, self._waiting = self._waiting, []
            self._saved_at = asyncio.get_running_loop().time()
            if batch:
                await self._save(batch)

    async def _save(self, batch: list[Capture]) -> None:
        saving = asyncio.create_task(
            asyncio.to_thread(self._repository.save_captures, self._run_id, batch)
        )
        try:
            await asyncio.shield(saving)
        except BaseException:
            # A thread cannot be cancelled; only its end says whether all is stored.
            await asyncio.wait({saving})
            if saving.cancelled() or saving.exception() is not None:
                # The last flush tries again.
                self._waiting[:0] = batch
            raise
