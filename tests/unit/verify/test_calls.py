"""What is called, what a client is told, and what our own server answers."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from specpress.jsonvalue import Json
from specpress.targets.calling import Extent
from specpress.verify.calls import answer, calls, environment, without_servers
from unit.targets.calling.api import described, only

PET: Json = {
    "type": "object",
    "required": ["id", "secret"],
    "properties": {
        "id": {"type": "integer", "readOnly": True},
        "secret": {"type": "string", "writeOnly": True},
    },
}


def responses(**found: Json) -> dict[str, Json]:
    return {"responses": {key.removeprefix("_"): value for key, value in found.items()}}


@pytest.mark.parametrize(
    ("operation", "status", "media_type", "body"),
    [
        (responses(_204={"description": ""}), 204, "", b""),
        (
            responses(
                _201={
                    "description": "",
                    "content": {
                        "application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}
                    },
                }
            ),
            201,
            "application/json",
            b'{"id": 1}',
        ),
        (
            responses(_2XX={"description": "", "content": {"text/plain": {}}}),
            200,
            "text/plain",
            b"text",
        ),
        (
            responses(_200={"description": "", "content": {"image/*": {}}}),
            200,
            "application/octet-stream",
            b"text",
        ),
    ],
)
def test_our_own_answers(
    tmp_path: Path, operation: dict[str, Json], status: int, media_type: str, body: bytes
) -> None:
    model = described(tmp_path, operation, Pet=PET)
    found = answer(model, only(model))
    assert (found.status, found.media_type, found.body) == (status, media_type, body)


def test_two_calls_of_each_operation(tmp_path: Path) -> None:
    model = described(tmp_path, {})
    assert [(one.number, one.extent) for one in calls(model)] == [
        (1, Extent.BRIEF),
        (2, Extent.FULL),
    ]


def test_no_other_host_is_asked(tmp_path: Path) -> None:
    model = described(tmp_path, {"servers": [{"url": "https://elsewhere.invalid"}]})
    assert only(model).servers
    assert not only(without_servers(model)).servers


def test_a_client_reads_what_its_files_speak_of() -> None:
    tree = {
        PurePosixPath("a.py"): b'os.environ["PET_STORE_BASE_URL"], PET_STORE_TOKEN PET_STORE_KEY2',
        PurePosixPath("README.md"): b"`PET_STORE_CLIENT_SECRET` and OTHER_TOKEN",
    }
    assert environment(tree, "http://here") == {
        "PET_STORE_BASE_URL": "http://here",
        "PET_STORE_TOKEN": "secret",
        "PET_STORE_KEY2": "secret",
    }
