"""One page in the browser: when it has come to rest, and what it shows then.

What is asked of the page runs inside it. A page may keep that from ever ending, so
whoever calls these functions has a clock of his own.
"""

import asyncio
from typing import Any

from crawler.browser_traffic import Devtools, Traffic

QUIET_SECONDS = 0.5
SETTLE_SECONDS = 8.0
"""A page that never comes to rest is taken as it is then."""
STEP_SECONDS = 0.1

BEFORE_SCRIPTS = """
(() => {
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    return attach.call(this, { ...options, mode: "open" });
  };
  window.open = () => null;
  delete window.RTCPeerConnection;
  delete window.webkitRTCPeerConnection;
})();
"""
"""Runs before the page's own scripts: shadow trees can be read, no windows pop up, and
nothing is sent past the proxy."""

_SIGNS = """
document.readyState + " " + (document.body ? document.body.textContent.length : -1)
  + " " + document.getElementsByTagName("*").length
"""
_WHOLE = """
((most) => {
  const shadows = [...document.querySelectorAll("*")].some((e) => e.shadowRoot);
  let html;
  if (!shadows) {
    html = document.documentElement.outerHTML;
  } else {
    // An inert document: nothing in it runs or loads.
    const inert = document.implementation.createHTMLDocument("");
    const root = inert.importNode(document.documentElement, false);
    const stack = [[document.documentElement, root]];
    while (stack.length) {
      const [from, to] = stack.pop();
      const inside = [];
      const take = (nodes) => {
        for (const node of nodes) {
          const inSlot = node.localName === "slot" && node.assignedNodes;
          if (inSlot && node.getRootNode() instanceof ShadowRoot) {
            const given = node.assignedNodes();
            take(given.length ? given : node.childNodes);
          } else {
            inside.push(node);
          }
        }
      };
      take((from.shadowRoot || from).childNodes);
      for (const node of inside) {
        const copy = inert.importNode(node, false);
        to.appendChild(copy);
        if (node.nodeType === 1 && node.localName !== "template") {
          stack.push([node, copy]);
        }
      }
    }
    html = root.outerHTML;
  }
  const type = document.doctype ? "<!DOCTYPE html>\\n" : "";
  const length = type.length + html.length;
  return length > most ? { length } : { length, html: type + html };
})(%d)
"""


class TooLargeError(Exception):
    """What the page shows is over the limit."""


async def settle(devtools: Devtools, traffic: Traffic, seconds: float) -> None:
    """Wait until nothing is under way and nothing changes, or for so many seconds.

    Waiting for the host's turn does not count.
    """
    loop = asyncio.get_running_loop()
    spent, last, since = 0.0, "", loop.time()
    before = loop.time()
    while spent < seconds:
        signs = await _signs(devtools)
        now = loop.time()
        if not traffic.waiting:
            spent += now - before
        before = now
        if signs != last or not traffic.quiet or signs.startswith("loading"):
            last, since = signs, now
        elif now - since >= QUIET_SECONDS:
            return
        await asyncio.sleep(STEP_SECONDS)


async def _signs(devtools: Devtools) -> str:
    found = await devtools.send("Runtime.evaluate", {"expression": _SIGNS})
    value = found["result"].get("value")
    # A page on its way elsewhere says nothing.
    return value if isinstance(value, str) else "loading"


async def shown_type(devtools: Devtools) -> str:
    """Give the media type of what is shown; what is downloaded is not."""
    tree = await devtools.send("Page.getFrameTree")
    return str(tree["frameTree"]["frame"].get("mimeType", ""))


async def whole_page(devtools: Devtools, max_characters: int) -> str:
    """Give the page as it stands, shadow trees in their places.

    Asked in a world apart from the page's own scripts. Raises ``TooLargeError``.
    """
    tree = await devtools.send("Page.getFrameTree")
    frame = tree["frameTree"]["frame"]["id"]
    world = await devtools.send(
        "Page.createIsolatedWorld", {"frameId": frame, "worldName": "oit"}
    )
    found: dict[str, Any] = await devtools.send(
        "Runtime.evaluate",
        {
            "expression": _WHOLE % max_characters,
            "contextId": world["executionContextId"],
            "returnByValue": True,
        },
    )
    value = found["result"].get("value")
    if not isinstance(value, dict):
        raise TooLargeError("the page could not be read")
    if "html" not in value:
        raise TooLargeError(f"{value['length']:,} characters")
    return str(value["html"])
