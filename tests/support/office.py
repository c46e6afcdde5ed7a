"""Builds ODT, ODP, PPTX and RTF files."""

from collections.abc import Sequence

from tests.support.files import archive, picture

_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {
        "office": "office",
        "text": "text",
        "table": "table",
        "draw": "drawing",
        "presentation": "presentation",
    }.items()
)
_LINKS = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SLIDE_SPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    f'xmlns:r="{_RELATIONS}"'
)


def open_document(
    kind: str,
    body: str,
    *,
    title: str = "",
    with_picture: bool = False,
    locked: bool = False,
) -> bytes:
    """Make an ODT (``kind`` "text") or ODP ("presentation") file."""
    content = (
        f"<office:document-content {_SPACES} {_LINKS}><office:body><office:{kind}>"
        f"{body}</office:{kind}></office:body></office:document-content>"
    )
    members: dict[str, str | bytes] = {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}",
        "content.xml": content,
        "META-INF/manifest.xml": "<m><encryption-data/></m>" if locked else "<m/>",
    }
    if title:
        members["meta.xml"] = (
            '<m xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{title}</dc:title></m>"
        )
    if with_picture:
        members["Pictures/1.png"] = picture()
    return archive(members)


def pptx(
    *slides: str, with_picture: Sequence[int] = (), order: Sequence[int] = ()
) -> bytes:
    """Make a PPTX file. ``slides``: what stands in each shape tree; ``with_picture``
    and ``order``: numbers of slides from 1.
    """
    members: dict[str, str | bytes] = {"[Content_Types].xml": "<Types/>"}
    links = []
    for number, body in enumerate(slides, start=1):
        picture_of = "<p:pic/>" if number in with_picture else ""
        hidden = ' show="0"' if body.startswith("hidden") else ""
        members[f"ppt/slides/slide{number}.xml"] = (
            f"<p:sld {_SLIDE_SPACES}{hidden}><p:cSld><p:spTree>{picture_of}"
            f"{body.removeprefix('hidden')}</p:spTree></p:cSld></p:sld>"
        )
        members[f"ppt/slides/_rels/slide{number}.xml.rels"] = (
            f'<R><Relationship xmlns="{_RELATIONS}" Id="L1" Type="{_RELATIONS}/hyperlink"'
            ' Target="https://a.test/plan"/></R>'
        )
        links.append(
            f'<Relationship Id="r{number}" Type="{_RELATIONS}/slide" '
            f'Target="slides/slide{number}.xml"/>'
        )
    if order:
        ids = "".join(f'<p:sldId id="{n}" r:id="r{n}"/>' for n in order)
        members["ppt/presentation.xml"] = (
            f"<p:presentation {_SLIDE_SPACES}>{ids}</p:presentation>"
        )
        members["ppt/_rels/presentation.xml.rels"] = (
            f'<R xmlns="{_RELATIONS}">{"".join(links)}</R>'
        )
    return archive(members)


def shape(*paragraphs: str, title: bool = False) -> str:
    """Write a shape of a slide with paragraphs of text."""
    place = '<p:nvPr><p:ph type="title"/></p:nvPr>' if title else ""
    body = "".join(f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>" for text in paragraphs)
    return f"<p:sp>{place}<p:txBody>{body}</p:txBody></p:sp>"


def rtf(body: str) -> bytes:
    """Make an RTF file; Thai is written in the bytes of Windows-874."""
    written = "".join(
        letter
        if letter.isascii()
        else "".join(f"\\'{byte:02x}" for byte in letter.encode("cp874"))
        for letter in body
    )
    fonts = r"{\fonttbl{\f0\fnil\fcharset222 Cordia New;}{\f1\fswiss\fcharset0 Arial;}}"
    return (r"{\rtf1\ansi\ansicpg874\deff0" + fonts + written + "}").encode("ascii")
