"""A page of our own printed to PDF by the Chromium of this machine."""

import asyncio
import os
import tempfile
from pathlib import Path

from crawler.chromium import environment, failed_to_start, find_chromium

SECONDS = 120.0
"""For the whole of it, the browser's start included."""
FLAGS = ("--disable-gpu", "--no-first-run", "--disable-background-networking")
_FOOTER = (
    '<div style="width:100%;font:8pt sans-serif;color:#555;text-align:center">'
    '<span class="pageNumber"></span> / <span class="totalPages"></span></div>'
)


def print_page(html: str, chromium: str = "") -> bytes:
    """Print a page that needs nothing from elsewhere: A4, tagged, pages numbered.

    ``chromium``: the browser to use; empty: any that is found. The page is shown
    without a network. Raises ``NoChromiumError``, and ``TimeoutError``.
    """
    with tempfile.TemporaryDirectory(
        prefix="oit-print-", ignore_cleanup_errors=True
    ) as name:
        return asyncio.run(_printed(html, chromium, Path(name)))


async def _printed(html: str, named: str, folder: Path) -> bytes:
    from playwright.async_api import Error, async_playwright

    page_file = folder / "page.html"
    page_file.write_text(html, encoding="utf-8")
    async with asyncio.timeout(SECONDS), async_playwright() as playwright:
        program = find_chromium(named, playwright.chromium.executable_path)
        try:
            browser = await playwright.chromium.launch(
                executable_path=program,
                args=list(FLAGS),
                env=environment(os.environ, folder),
                # The page is our own, and its policy keeps foreign scripts out.
                chromium_sandbox=False,
            )
        except Error as error:
            raise failed_to_start(program, error) from error
        try:
            context = await browser.new_context(offline=True)
            page = await context.new_page()
            await page.goto(page_file.as_uri())
            return await page.pdf(
                prefer_css_page_size=True,
                print_background=True,
                display_header_footer=True,
                header_template="<span></span>",
                footer_template=_FOOTER,
                tagged=True,
                outline=True,
            )
        finally:
            await browser.close()
