"""The page of the one endpoint that we are given: every fact of the documented page is on ours."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from specpress import config, pipeline
from specpress.diagnostics import Sink
from unit.targets.docs.reading import anchors, dead_links, foreign_html

ZSTACK = Path(__file__).parents[4] / "spec" / "zstack" / "specpress.toml"


@pytest.fixture(scope="module")
def printed() -> Mapping[str, str]:
    sink = Sink()
    found = config.read(ZSTACK, str(ZSTACK), sink)
    outputs = pipeline.run(found, sink) if found else None
    assert outputs is not None, list(sink)
    return {
        path.relative_to("docs").as_posix(): content.decode()
        for path, content in outputs.generated.items()
        if path.is_relative_to("docs")
    }


@pytest.fixture(scope="module")
def page(printed: Mapping[str, str]) -> str:
    return printed["operations/AddImage.md"]


def test_the_pages_hold_together(printed: Mapping[str, str]) -> None:
    assert dead_links(printed) == []
    for path, text in printed.items():
        assert foreign_html(text) == [], path
        assert len(anchors(text)) == len(set(anchors(text))), path


REQUEST = [
    "name",
    "description",
    "url",
    "mediaType",
    "guestOsType",
    "system",
    "format",
    "platform",
    "backupStorageUuids",
    "type",
    "resourceUuid",
    "architecture",
    "tagUuids",
]
RESULT = [
    "uuid",
    "name",
    "description",
    "state",
    "status",
    "size",
    "actualSize",
    "md5Sum",
    "url",
    "mediaType",
    "guestOsType",
    "type",
    "platform",
    "architecture",
    "format",
    "system",
    "virtio",
    "createDate",
    "lastOpDate",
    "backupStorageRefs",
]
REFS = [
    "imageUuid",
    "backupStorageUuid",
    "installPath",
    "exportUrl",
    "exportMd5Sum",
    "status",
    "createDate",
    "lastOpDate",
    "id",
]
ERROR = ["code", "description", "details", "elaboration", "opaque", "cause"]


def test_every_documented_field_has_its_place(page: str) -> None:
    found = set(anchors(page))
    assert {"body-params", "body-systemTags", "body-userTags", "result-inventory"} <= found
    assert {f"body-params-{name}" for name in REQUEST} <= found
    assert {f"result-inventory-{name}" for name in RESULT} <= found
    assert {f"result-inventory-backupStorageRefs-{name}" for name in REFS} <= found
    assert {f"error-503-error-{name}" for name in ERROR} <= found


@pytest.mark.parametrize(
    "fact",
    [
        "Resource Center / Resource Pool / Image Operations",
        "- `POST` `/zstack/v1/images`",
        "- since 0.6",
        "- long-running: [answered at once, finished later](#long-running)",
        "`name` string, **required**",
        "- at most 255 characters",
        "- the server assumes `true`",
        '- `"DataVolumeTemplate"`',
        "### 202 Accepted",
        "### 503 Service Unavailable",
        "`GET /zstack/v1/api-jobs/{uuid}`",
        "## Operation ID\n\n`AddImage`\n",
        "curl -X POST 'http://localhost:8080/zstack/v1/images'",
        "-H 'Authorization: OAuth ",
        '"uuid": "1eb26d06364036b7860d2b7dbb462b8c"',
        "This operation has no change history yet.",
        "| AddImage is synchronous. |",
    ],
)
def test_a_fact_is_on_the_page(page: str, fact: str) -> None:
    assert fact in page


def test_virtio_is_known_although_no_page_has_it(page: str) -> None:
    row = page.split('<a id="body-params-virtio"></a>')[1].split("<a id=")[0]
    assert "the server assumes `true`" in row


def test_each_language_that_is_generated_has_a_sample(page: str) -> None:
    examples = page.split("## Request example")[1].split("## Response example")[0]
    assert examples.count("### ") >= 1
    assert examples.count("```") == 2 * (1 + examples.count("### "))


def test_the_corrections_are_told(printed: Mapping[str, str]) -> None:
    rows = [line for line in printed["corrections.md"].split("\n") if line.startswith("| ")]
    assert len(rows) > 20
    assert "[Corrections](corrections.md)" in printed["index.md"]
