"""What an address of another site leads to, as far as the address itself tells."""

import re
from enum import StrEnum
from urllib.parse import urlsplit

from checks.subject import site_host


class Destination(StrEnum):
    """What an address leads to."""

    FORM = "form"
    """A form of a service for forms."""
    SHOW = "show"
    """A video, a map or a page of a social network: to look at, not to write in."""
    HOME = "home"
    """The home page of somebody."""
    PAGE = "page"
    """Any other page."""


_FORM = re.compile(
    r"^(?:docs\.google\.com/forms|forms\.gle|forms\.(?:office|microsoft)\.com|forms\.cloud\.microsoft"
    r"|(?:[\w-]+\.)*(?:typeform|jotform|surveymonkey|wufoo|cognitoforms|formstack|qualtrics"
    r"|questionpro|surveycake|limesurvey|kobotoolbox)\.(?:com|net|org|eu)|(?:www\.)?(?:appsheet|glideapps|airtable)\.com|tally\.so|survey123\.arcgis\.com"
    r"|forms?\.|surveys?\.)"
)
_SHOW = re.compile(
    r"^(?:(?:[\w-]+\.)*(?:youtube(?:-nocookie)?|facebook|instagram|tiktok|twitter|vimeo|dailymotion|threads)\."
    r"(?:com|net)|youtu\.be|fb\.(?:com|me|watch)|x\.com"
    r"|maps?\.|(?:[\w-]+\.)?google\.(?:com|co\.th)/maps|goo\.gl/maps|(?:[\w-]+\.)*openstreetmap\.org"
    r"|bing\.com/maps|(?:[\w-]+\.)*longdo\.com)"
)
_HOME = re.compile(
    r"/?(?:(?:th|en|home|main|index|default)(?:\.\w+)?/?)?", re.IGNORECASE
)


def destination_of(url: str) -> Destination:
    """Tell what an http address leads to."""
    parts = urlsplit(url)
    place = f"{site_host(url)}{parts.path}"
    if _FORM.match(place):
        return Destination.FORM
    if _SHOW.match(place):
        return Destination.SHOW
    is_home = _HOME.fullmatch(parts.path) and not parts.query
    return Destination.HOME if is_home else Destination.PAGE
