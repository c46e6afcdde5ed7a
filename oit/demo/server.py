"""The portal's HTTP server, with the manners of the real one.

The number in an address decides, the slug is ignored. What is gone answers 200 and
sends the visitor home. Page number and language of a list stay in the session of a
visitor who keeps cookies.
"""

import hashlib
import re
import threading
import uuid
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, quote, unquote, urlsplit

from oit.demo import render
from oit.demo.model import DISTRICT, MEDIA_TYPES, Page, PageKind
from oit.demo.portal import Site, build_site
from oit.demo.render import HOME, Visit

COOKIE = "bangkok_portal_session"
CSS = Path(__file__).with_name("portal.css")
ROBOTS = "User-agent: *\nDisallow:\n"
SERVER_ERROR = "<h1>500</h1><p>Whoops, looks like something went wrong.</p>"
NOT_FOUND = "<h1>404</h1><p>Sorry, the page you are looking for could not be found.</p>"
_PAGE = re.compile(
    r"/page/(?P<kind>[a-z]+)/(?P<id>[0-9]{1,9})"
    r"(?:/(?P<slug>[^/]*))?(?:/(?P<no>[0-9]{1,4}))?(?:/info/(?P<info>[0-9]{1,9})(?:/.*)?)?",
    re.DOTALL,
)
_KINDS = {"sub", "main", "top", "footer"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer: status, media type as the header says it, body."""

    status: HTTPStatus = HTTPStatus.OK
    media_type: str = "text/html; charset=UTF-8"
    body: bytes
    location: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Session:
    """What the portal remembers of a visitor who keeps cookies."""

    page_no: int = 0
    english: bool = False


class _Portal:
    """Answers paths; holds the counters and sessions that make answers differ."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._lock = threading.Lock()
        self._views: Counter[str] = Counter()
        self._sessions: dict[str, _Session] = {}
        self._made: dict[str, bytes] = {}
        self._makers: dict[str, threading.Lock] = {}

    def answer(self, target: str, session: str) -> Answer:
        """Answer a GET of a raw request target for a session."""
        parts = urlsplit(target)
        path = unquote(parts.path, errors="replace")
        if len(path) > 1 and path.endswith("/"):
            return _moved(parts.path.rstrip("/") or "/")
        if path == "/":
            return _moved(HOME)
        if path == "/robots.txt":
            return Answer(media_type="text/plain", body=ROBOTS.encode())
        if path == "/public/css/portal.css":
            return Answer(media_type=MEDIA_TYPES["css"], body=CSS.read_bytes())
        if path.startswith(("/public/user_files_editor/", "/user_files/")):
            return self._file(path)
        if path == HOME or path.startswith(HOME + "/"):
            state = self._remember(session, parse_qs(parts.query), path)
            return self._page(path.removeprefix(HOME), state)
        return _gone()

    def _file(self, path: str) -> Answer:
        file = self.site.files.get(path)
        if file is None:
            return _gone()
        with self._lock:
            maker = self._makers.setdefault(path, threading.Lock())
        with maker:
            if path not in self._made:
                self._made[path] = file.make()
        return Answer(media_type=file.media_type, body=self._made[path])

    def _page(self, path: str, state: _Session) -> Answer:
        visit = self._visit(path, state)
        if path in ("", "/index"):
            return _html(render.render_home(self.site, visit))
        if path == "/contact":
            return _html(render.render_contact(self.site, visit))
        if path == "/sitemap":
            return _html(render.render_sitemap(self.site, visit))
        if path == "/ita":
            return _html(render.render_ita(self.site, visit))
        if (match := _PAGE.fullmatch(path)) is None:
            return (
                _gone() if not path.startswith("/page") else _html(render.refresh(HOME))
            )
        page = self.site.pages.get(int(match["id"]))
        if page is None or match["kind"] not in _KINDS:
            return _html(render.refresh(HOME))
        return self._module(page, match["info"], visit)

    def _module(self, page: Page, info_id: str | None, visit: Visit) -> Answer:
        if page.kind is PageKind.BROKEN:
            status = HTTPStatus.INTERNAL_SERVER_ERROR
            return Answer(status=status, body=SERVER_ERROR.encode())
        if info_id is not None:
            info = next((i for i in page.infos if i.id == int(info_id)), None)
            if info is None:
                return _html(render.GO_BACK)
            return _html(render.render_info(self.site, page, info, visit))
        html = render.render_page(self.site, page, visit)
        if page.encoding == "utf-8":
            return _html(html)
        # What the old code page lacks goes out as a character reference.
        body = html.encode("cp874", errors="xmlcharrefreplace")
        return Answer(media_type="text/html", body=body)

    def _visit(self, path: str, state: _Session) -> Visit:
        key = path.partition("/page/sub/")[2].partition("/")[0] or path
        first = int.from_bytes(hashlib.sha256(key.encode()).digest()[:2])
        with self._lock:
            self._views[key] += 1
            return Visit(
                views=first % 2400 + self._views[key],
                visitors=1_204_530 + self._views.total(),
                page_no=state.page_no,
                english=state.english,
            )

    def _remember(
        self, session: str, query: dict[str, list[str]], path: str
    ) -> _Session:
        """Return the session as this request leaves it.

        A page number in the path or in `?page` holds for whatever list comes next.
        """
        with self._lock:
            state = self._sessions.get(session, _Session())
            match = _PAGE.fullmatch(path.removeprefix(HOME))
            if match and match["no"] is not None and match["info"] is None:
                state = replace(state, page_no=int(match["no"]))
            if (number := query.get("page", [""])[-1]).isdecimal():
                state = replace(state, page_no=max(0, int(number[:6]) - 1))
            if language := query.get("lang", [""])[-1]:
                state = replace(state, english=language == "en")
            if state != _Session():
                self._sessions[session] = state
            else:
                self._sessions.pop(session, None)
            return state


def _html(text: str) -> Answer:
    return Answer(body=text.encode())


def _gone() -> Answer:
    return Answer(status=HTTPStatus.NOT_FOUND, body=NOT_FOUND.encode())


def _moved(location: str) -> Answer:
    status = HTTPStatus.MOVED_PERMANENTLY
    return Answer(status=status, body=b"", location=quote(location, safe="/%"))


class _Handler(BaseHTTPRequestHandler):
    """Speaks HTTP/1.1 for the portal; keeps connections open, writes no log."""

    protocol_version = "HTTP/1.1"
    server_version = "nginx"
    sys_version = ""
    disable_nagle_algorithm = True
    server: "_Server"

    def do_GET(self) -> None:
        """Answer a GET."""
        self._send(with_body=True)

    def do_HEAD(self) -> None:
        """Answer a HEAD: the same headers, no body."""
        self._send(with_body=False)

    def _send(self, *, with_body: bool) -> None:
        known = self._session()
        session = known or uuid.uuid4().hex
        # http.server reads the request line as Latin-1; a raw Thai path is UTF-8.
        target = self.path.encode("latin-1").decode("utf-8", errors="replace")
        answer = self.server.portal.answer(target, session)
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.media_type)
        self.send_header("Content-Length", str(len(answer.body)))
        if answer.location:
            self.send_header("Location", answer.location)
        if not known and answer.media_type.startswith("text/html"):
            self.send_header("Set-Cookie", f"{COOKIE}={session}; path=/; HttpOnly")
        self.end_headers()
        if with_body:
            self.wfile.write(answer.body)

    def _session(self) -> str:
        try:
            cookies = SimpleCookie(self.headers.get("Cookie", ""))
        except CookieError:
            return ""
        return cookies[COOKIE].value if COOKIE in cookies else ""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing: the demo's output belongs to the audit."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, port: int, portal: _Portal) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.portal = portal

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a visitor who hangs up is not worth a traceback."""


class DemoPortal:
    """The demo portal on a loopback port, from construction until `close()`.

    `today` fixes all content; port 0 takes a free port. Serves in a background thread.
    """

    def __init__(self, today: date, port: int = 0) -> None:
        """Bind the port and begin to serve; `OSError` where the port is taken."""
        self._server = _Server(port, _Portal(build_site(today)))
        self._thread = threading.Thread(
            target=self._server.serve_forever,
            kwargs={"poll_interval": 0.05},
            daemon=True,
        )
        self._thread.start()

    @cached_property
    def host(self) -> str:
        """Host and port, as `allow_private` wants it."""
        return f"127.0.0.1:{self._server.server_address[1]}"

    @cached_property
    def base_url(self) -> str:
        """The district's address, for `agency.base_url`."""
        return f"http://{self.host}/{DISTRICT}"

    def serve_forever(self) -> None:
        """Block until the portal is closed or the caller is interrupted."""
        self._thread.join()

    def close(self) -> None:
        """Stop serving and give the port back."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def __enter__(self) -> Self:
        """Return the portal, which serves already."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the portal."""
        self.close()
