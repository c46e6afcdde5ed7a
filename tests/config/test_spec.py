"""Loading a spec: what is right loads, what is wrong names its place."""

from pathlib import Path

import pytest

from config.located import SpecError
from config.spec import join, load_spec, parse_spec, with_crawl

GOOD = """\
version: 1
agency: {id: tuayang, name: สำนักงานเขตตัวอย่าง, base_url: https://example.go.th/tuayang}
items:
  - id: O1
    title: โครงสร้าง
    group: "9.1.1"
    owner: ฝ่ายปกครอง
    citation: คู่มือ
    urls: [{url: page/sub/1/โครงสร้าง}]
    require:
      - {id: chart, check: document, element: ผัง, any: [แผนผัง]}
  - id: O2
    title: อำนาจหน้าที่
    group: "9.1.1"
    owner: ฝ่ายปกครอง
    citation: คู่มือ
    urls: [{url: /page/sub/2, note: ดูหัวข้อแรก}]
    require: [{id: duties, check: document}]
"""


def write(folder: Path, text: str | bytes, name: str = "spec.yaml") -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def mistakes(folder: Path, text: str | bytes) -> str:
    with pytest.raises(SpecError) as caught:
        load_spec(write(folder, text))
    return str(caught.value).replace(str(folder), "")


def test_a_good_spec(tmp_path: Path) -> None:
    spec = load_spec(write(tmp_path, GOOD))
    assert [item.id for item in spec.items] == ["O1", "O2"]
    assert (
        spec.absolute(spec.items[0].urls[0].url)
        == "https://example.go.th/tuayang/page/sub/1/โครงสร้าง"
    )
    assert spec.item("O2").urls[0].note == "ดูหัวข้อแรก"
    assert dict(spec.items[0].require[0].options) == {"element": "ผัง", "any": ["แผนผัง"]}
    assert spec.fiscal_year == "auto"


def test_what_a_run_stores_loads_again(tmp_path: Path) -> None:
    spec = load_spec(write(tmp_path, GOOD))
    again = parse_spec(spec.text)
    assert again.text == spec.text
    assert again.items == spec.items
    assert again.digest == spec.digest


def test_secret_headers_are_not_stored(tmp_path: Path) -> None:
    spec = load_spec(write(tmp_path, GOOD + "crawl: {headers: {X-Token: s3cret}}\n"))
    assert "s3cret" not in spec.text
    assert "X-Token" in spec.text


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("version: 1", "version: 2"), "/spec.yaml:1: version: "),
        (
            (
                "owner: ฝ่ายปกครอง\n    citation: คู่มือ\n    urls: [{url: page",
                "owners: x\n    citation: คู่มือ\n    urls: [{url: page",
            ),
            "/spec.yaml:7: items[O1].owners: unknown key",
        ),
        (
            ("id: O2", "id: O1"),
            "/spec.yaml:12: items[O1]: item given twice, first in line 4",
        ),
        (("id: O2", "id: X2"), "/spec.yaml:12: items[X2].id: "),
        (('group: "9.1.1"\n    owner', "group: 8\n    owner"), "items[O1].group: "),
        (
            ("url: page/sub/1/โครงสร้าง", "url: 'ftp://x/y'"),
            "/spec.yaml:9: items[O1].urls[0].url: expected an address that begins with http",
        ),
        (
            ("url: page/sub/1/โครงสร้าง", 'url: "http://"'),
            "items[O1].urls[0].url: expected an address with a host",
        ),
        (
            ("https://example.go.th/tuayang", "example"),
            "/spec.yaml:2: agency.base_url: expected an address",
        ),
        (
            ("    title: โครงสร้าง\n", "    title: โครงสร้าง\n    title: ซ้ำ\n"),
            "/spec.yaml:6: title: given twice, first in line 5",
        ),
        (
            ("    title: โครงสร้าง\n", "\ttitle: โครงสร้าง\n"),
            "/spec.yaml:5: (file): expected spaces, got a tab",
        ),
        (("    title: โครงสร้าง\n", ""), "items[O1].title: required key is missing"),
        (
            ("require: [{id: duties, check: document}]", "require: []"),
            "items[O2].require: ",
        ),
        (
            (
                "[{id: duties, check: document}]",
                "[{id: a, check: document}, {id: a, check: fiscal-year}]",
            ),
            "items[O2].require[a].id: expected a name of its own",
        ),
        (
            ("version: 1", "version: 1\nextends: nowhere.yaml"),
            "/spec.yaml:2: extends: expected a file that exists",
        ),
        (("version: 1", "version: [1"), "/spec.yaml:2: (file): not YAML"),
        (
            ("version: 1", "crawl: {concurrency: 0}\nversion: 1"),
            "/spec.yaml:1: crawl.concurrency: ",
        ),
        (
            ("version: 1", "fiscal_year: 2024\nversion: 1"),
            "/spec.yaml:1: fiscal_year: ",
        ),
    ],
    ids=lambda value: value[1][:30] if isinstance(value, tuple) else "",
)
def test_mistakes_name_their_place(
    tmp_path: Path, change: tuple[str, str], expected: str
) -> None:
    assert change[0] in GOOD
    assert expected in mistakes(tmp_path, GOOD.replace(*change, 1))


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    told = mistakes(
        tmp_path, GOOD.replace("version: 1", "version: 3").replace("id: O2", "id: zwei")
    )
    assert len(told.splitlines()) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"version: 1\nname: \xe0\xb8", "/spec.yaml:2: (file): expected UTF-8 text"),
        (b"", "expected a spec, got an empty file"),
        (b"- 1", "expected keys such as agency"),
        (b"a: &a [*a]", "aliases"),
        (b"? [1]\n: 2", "expected a name as key"),
        (b"a: 2024-13-45x: 1", "not YAML"),
        (b"a: \x07", "not YAML"),
        (b"a: 2024-13-45", "month must be in 1..12"),
        (b"# " + b"x" * 5_000_001, "not a spec"),
        (b"extends: [1]", "expected the name of a file"),
    ],
    ids=[
        "not utf-8",
        "empty",
        "list",
        "endless",
        "key",
        "nonsense",
        "control",
        "date",
        "huge",
        "extends a list",
    ],
)
def test_files_that_are_no_spec(tmp_path: Path, text: bytes, expected: str) -> None:
    assert expected in mistakes(tmp_path, text)


def test_a_billion_laughs_are_refused(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    assert "aliases" in mistakes(tmp_path, "\n".join(lines))


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(SpecError, match="cannot be read: No such file"):
        load_spec(tmp_path / "none.yaml")


def test_extending_replaces_what_is_given(tmp_path: Path) -> None:
    write(tmp_path, GOOD, "base.yaml")
    child = """\
extends: base.yaml
agency: {base_url: http://127.0.0.1:9/x}
items:
  - {id: O2, urls: [{url: page/sub/9}]}
"""
    spec = load_spec(write(tmp_path, child))
    assert spec.agency.name == "สำนักงานเขตตัวอย่าง"
    assert spec.item("O2").urls[0].url == "page/sub/9"
    assert spec.item("O2").require[0].id == "duties"
    assert spec.item("O1").urls[0].url == "page/sub/1/โครงสร้าง"


def test_a_mistake_in_a_child_names_the_child(tmp_path: Path) -> None:
    write(tmp_path, GOOD, "base.yaml")
    told = mistakes(tmp_path, "extends: base.yaml\nitems:\n  - {id: O2, colour: red}\n")
    assert told.startswith("/spec.yaml:3: items[O2].colour: unknown key")


def test_files_that_extend_each_other(tmp_path: Path) -> None:
    write(tmp_path, "extends: spec.yaml", "base.yaml")
    assert "in a circle" in mistakes(tmp_path, "extends: base.yaml")


def test_the_same_item_twice_in_a_child(tmp_path: Path) -> None:
    write(tmp_path, GOOD, "base.yaml")
    child = "extends: base.yaml\nitems:\n  - {id: O2}\n  - {id: O2}\n"
    assert "given twice, first in line 3" in mistakes(tmp_path, child)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("page/1", "https://a.go.th/x/page/1"),
        ("/page/1", "https://a.go.th/x/page/1"),
        ("/x/page/1", "https://a.go.th/x/page/1"),
        ("https://b.go.th/", "https://b.go.th/"),
        ("/xy/1", "https://a.go.th/x/xy/1"),
    ],
)
def test_joining(url: str, expected: str) -> None:
    assert join("https://a.go.th/x/", url) == expected


def test_an_item_the_parent_lacks_is_added(tmp_path: Path) -> None:
    write(tmp_path, GOOD, "base.yaml")
    child = "extends: base.yaml\nitems:\n  - {id: O3, title: ใหม่, group: '9.1.1', owner: x, citation: y, require: [{id: a, check: b}]}\n"
    spec = load_spec(write(tmp_path, child))
    assert [item.id for item in spec.items] == ["O1", "O2", "O3"]
    with pytest.raises(KeyError):
        spec.item("O4")
    assert with_crawl(spec, rate_per_second=1.0).agency == spec.agency


@pytest.mark.parametrize("url", ["http://a:99999/", "http://[a/", '"http://a/b\\tc"'])
def test_addresses_that_are_none(tmp_path: Path, url: str) -> None:
    text = GOOD.replace(
        "url: page/sub/1/โครงสร้าง", f"url: {url if url[0] == chr(34) else repr(url)}"
    )
    assert "items[O1].urls[0].url: expected a" in mistakes(tmp_path, text)


def test_dates_and_binaries_are_kept_as_written(tmp_path: Path) -> None:
    spec = load_spec(
        write(tmp_path, GOOD.replace("citation: คู่มือ", "citation: 2024-01-31", 1))
    )
    assert spec.items[0].citation == "2024-01-31"


def test_settings_for_one_run(tmp_path: Path) -> None:
    spec = load_spec(write(tmp_path, GOOD))
    changed = with_crawl(spec, "http://127.0.0.1:1/x", rate_per_second=9.0)
    assert changed.crawl.rate_per_second == 9.0
    assert changed.absolute("page") == "http://127.0.0.1:1/x/page"
    assert spec.crawl.rate_per_second == 2.0


@pytest.mark.parametrize(
    "place", ["https://example.go.th/tuayang", "page/sub/1/โครงสร้าง"]
)
def test_addresses_with_a_password(tmp_path: Path, place: str) -> None:
    told = mistakes(tmp_path, GOOD.replace(place, "https://me:s3cret@example.go.th/x"))
    assert "expected an address without user name and password" in told
    assert "https://...@example.go.th/x" in told
    assert "s3cret" not in told
