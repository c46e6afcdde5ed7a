"""A browser that runs: started, watched over, and ended whatever it is doing."""

import asyncio
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.browser_proxy import FilteringProxy
from crawler.browser_showing import Showing
from crawler.chromium import (
    FLAGS,
    MAX_MEMORY,
    Processes,
    environment,
    failed_to_start,
    find_chromium,
)

if TYPE_CHECKING:
    from playwright.async_api import Browser, Playwright

START_SECONDS = 30.0
CLOSE_SECONDS = 3.0
WATCH_SECONDS = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What all browsers of a run share."""

    playwright: "Playwright"
    proxy: FilteringProxy
    folder: Path


@dataclass(slots=True, kw_only=True)
class Running:
    """A browser that was started."""

    browser: "Browser"
    processes: Processes
    proxy: FilteringProxy
    watch: "asyncio.Task[None] | None" = None
    killed: bool = False

    @property
    def alive(self) -> bool:
        """False once it has ended, or is being killed."""
        return not self.killed and self.browser.is_connected()

    async def leave(self, showing: "Showing") -> None:
        """Close a page with all that belongs to it, or the browser with it."""
        if showing.traffic is not None:
            await showing.traffic.stop()
        if showing.context is None or not self.alive:
            return
        try:
            async with asyncio.timeout(CLOSE_SECONDS):
                await showing.context.close()
        except TimeoutError:
            await self.kill()
        except Exception:  # noqa: BLE001 - whatever it is, a kill mends it
            await self.kill()

    async def kill(self) -> None:
        """End all its processes, whatever they are doing."""
        self.killed = True
        await asyncio.to_thread(self.processes.kill)

    async def end(self) -> None:
        """Close it, and make sure that nothing is left."""
        if self.watch is not None:
            self.watch.cancel()
        with suppress(Exception):
            async with asyncio.timeout(CLOSE_SECONDS):
                await self.browser.close()
        await self.kill()

    async def keep_watch(self) -> None:
        """Kill it where a page takes too much memory."""
        while self.alive:
            await asyncio.sleep(WATCH_SECONDS)
            held = await asyncio.to_thread(self.processes.most_memory)
            if held > MAX_MEMORY:
                await self.kill()


async def started(tools: Tools, named: str) -> Running:
    """Start a browser: the one that is named, or any. Raises ``NoChromiumError``."""
    from playwright.async_api import Error

    chromium = tools.playwright.chromium
    program = find_chromium(named, chromium.executable_path)
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    # The sandbox needs rights that containers often lack, and root never gets it.
    for sandbox in (False,) if is_root else (True, False):
        processes = Processes(secrets.token_hex(8))
        try:
            browser = await chromium.launch(
                executable_path=program,
                args=[*FLAGS, processes.flag],
                env=environment(os.environ, tools.folder),
                chromium_sandbox=sandbox,
                downloads_path=tools.folder,
                proxy={"server": tools.proxy.address, "bypass": "<-loopback>"},
                timeout=START_SECONDS * 1000,
                handle_sigint=False,
                handle_sigterm=False,
                handle_sighup=False,
            )
        except Error as error:
            failure = error
            continue
        await asyncio.to_thread(processes.find)
        running = Running(browser=browser, processes=processes, proxy=tools.proxy)
        running.watch = asyncio.create_task(running.keep_watch())
        return running
    raise failed_to_start(program, failure)


async def stopped(playwright: "Playwright") -> None:
    """End what drives browsers, and all that it still drives."""
    with suppress(Exception):
        async with asyncio.timeout(CLOSE_SECONDS):
            await playwright.stop()
