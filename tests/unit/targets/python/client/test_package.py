"""The whole package: type checkers, Black, metadata, and what is copied."""

from __future__ import annotations

import ast
import subprocess
import sys
import textwrap
import tomllib
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

import black
import pytest

from specpress import resources
from specpress.targets.python.models import modules
from unit.targets.python.client.bench import EVERYTHING, model_of, options, tree_of, write

USER = """
import asyncio

from bench import AsyncClient, CallOptions, Client, RawResponse, models, omit, with_raw_response
from bench.errors import StatusError


def use(client: Client, text: str | None) -> list[models.Part]:
    made: models.Widget | models.Receipt = client.widgets.create_widget(
        body=models.Widget(name="a", kind="oval")
    )
    found: dict[str, int] = client.widgets.search_widgets(text=text or omit, page=None)
    raw: RawResponse[list[models.Part]] = with_raw_response(client.widgets.list_parts)(
        widget_id=1, path=["a"], options=CallOptions(timeout=1)
    )
    client.widgets.delete()
    octets: bytes = client.other_things.put_blob(body=b"").read()
    words: str = client.other_things.send_form(name="a")
    print(made, found, octets, words)
    return raw.parsed


async def use_too(client: AsyncClient) -> list[models.Part]:
    raw: RawResponse[list[models.Part]] = await with_raw_response(client.widgets.list_parts)(
        widget_id=1, path=["a"]
    )
    try:
        await client.widgets.delete(options=None)
    except StatusError as error:
        print(error.code, error.causes)
    return raw.parsed


with Client(key="k") as client:
    use(client, None)
asyncio.run(use_too(AsyncClient(key="k")))
"""


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Mapping[PurePosixPath, bytes]:
    model = model_of(EVERYTHING.read_text(), tmp_path_factory.mktemp("model"))
    return tree_of(model, options(license="Apache-2.0"))


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> Mapping[PurePosixPath, bytes]:
    """More packages: what 3.2 has, names that are taken, and models in a module a family."""
    here = EVERYTHING.parent
    found: dict[PurePosixPath, bytes] = {}
    for name in ("features", "hostile"):
        text = (here / f"{name}.yaml").read_text()
        found |= tree_of(model_of(text, tmp_path_factory.mktemp(name)), options(name))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(modules, "MOST_IN_ONE", 0)
        parted = model_of(EVERYTHING.read_text(), tmp_path_factory.mktemp("parted"))
        found |= tree_of(parted, options("parted"))
    assert PurePosixPath("src/parted/models/widget.py") in found
    return found


@pytest.fixture(scope="module")
def folder(
    tree: Mapping[PurePosixPath, bytes],
    others: Mapping[PurePosixPath, bytes],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    root = write({**others, **tree}, tmp_path_factory.mktemp("package"))
    (root / "user.py").write_text(USER)
    cache = tmp_path_factory.getbasetemp() / "mypy-cache"
    (root / "mypy.ini").write_text(f"[mypy]\nstrict = true\nmypy_path = src\ncache_dir = {cache}\n")
    return root


def checked(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *map(str, command)],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )
    return f"{done.returncode}\n{done.stdout}{done.stderr}"


def test_mypy_has_nothing_to_say(folder: Path) -> None:
    assert checked("mypy", "src", "user.py", cwd=folder).startswith("0\nSuccess")


def test_pyright_has_nothing_to_say(folder: Path) -> None:
    (folder / "pyrightconfig.json").write_text(
        '{"typeCheckingMode": "strict", "include": ["src", "user.py"], "extraPaths": ["src"]}'
    )
    said = checked("pyright", "-p", ".", "--pythonpath", sys.executable, cwd=folder)
    assert "0 errors, 0 warnings" in said, said


def test_a_wrong_argument_is_found(folder: Path) -> None:
    wrong = "from bench import Client\nClient().widgets.list_parts(widget_id='1', path=[])\n"
    (folder / "wrong.py").write_text(wrong)
    said = checked("mypy", "--config-file", "mypy.ini", "wrong.py", cwd=folder)
    (folder / "wrong.py").unlink()
    assert 'Argument "widget_id" to "list_parts" of "Widgets" has incompatible type' in said


def test_all_modules_can_be_imported(folder: Path) -> None:
    """Every definition too, which a package of many modules imports when asked."""
    program = (
        "import importlib, pkgutil, pydantic, parted, hostile, features\n"
        "for package in (parted, hostile, features):\n"
        "    for found in pkgutil.walk_packages(package.__path__, f'{package.__name__}.'):\n"
        "        importlib.import_module(found.name)\n"
        "for name in dir(parted.models):\n"
        "    pydantic.TypeAdapter(getattr(parted.models, name)).rebuild()\n"
        "print(len(dir(parted.models)), hasattr(parted.models, 'Nothing'))\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        cwd=folder / "src",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split()[1:] == ["False"], done.stderr


def test_black_leaves_it_as_it_is(
    tree: Mapping[PurePosixPath, bytes], others: Mapping[PurePosixPath, bytes]
) -> None:
    for path, content in {**others, **tree}.items():
        if path.suffix == ".py":
            assert black.format_str(content.decode(), mode=black.Mode()) == content.decode(), path


def test_imports_are_sorted_and_used(folder: Path) -> None:
    rules = ("--select", "E4,E7,E9,F,I,UP,B", "--ignore", "F403")  # the index has each module's all
    said = checked("ruff", "check", "--isolated", *rules, "src", cwd=folder)
    assert said.startswith("0\n"), said


def test_metadata(tree: Mapping[PurePosixPath, bytes]) -> None:
    project = tomllib.loads(tree[PurePosixPath("pyproject.toml")].decode())["project"]
    assert project["name"] == "bench"
    assert project["version"] == "1.2.3"
    assert project["license"] == "Apache-2.0"
    assert project["description"] == 'Client of the Test "Bench" API'
    assert project["dependencies"] == ["anyio>=4.10", "httpx2>=2", "pydantic>=2.11"]


def test_the_runtime_is_copied_as_it_is(tree: Mapping[PurePosixPath, bytes]) -> None:
    root = resources.templates_root() / "python" / "runtime"
    sources = [*root.glob("_runtime/*.py"), root / "errors.py", root / "py.typed"]
    assert len(sources) > 20
    for source in sources:
        path = PurePosixPath("src/bench") / source.relative_to(root).as_posix()
        assert tree[path] == source.read_bytes()


def test_every_printed_file_has_one_header_line(tree: Mapping[PurePosixPath, bytes]) -> None:
    for path in ("__init__.py", "client.py", "resources/widgets.py", "_requests/widgets.py"):
        lines = tree[PurePosixPath("src/bench") / path].decode().splitlines()
        assert lines[0] == "# Generated by specpress; changes made here are lost."
        assert lines[1].startswith('"""')


def public_nodes(
    tree: ast.Module | ast.ClassDef,
) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            overloaded = any("overload" in ast.unparse(one) for one in node.decorator_list)
            if not node.name.startswith("_") and not overloaded:
                yield node
                if isinstance(node, ast.ClassDef):
                    yield from public_nodes(node)


def test_every_public_thing_has_a_docstring(tree: Mapping[PurePosixPath, bytes]) -> None:
    for path, content in tree.items():
        if path.suffix != ".py" or path.name == "models.py":
            continue
        for node in public_nodes(ast.parse(content)):
            assert ast.get_docstring(node), f"{path}: {node.name}"


def test_a_wheel_can_be_built(folder: Path) -> None:
    said = checked("build", "--wheel", "--no-isolation", "--outdir", "dist", ".", cwd=folder)
    assert said.startswith("0\n"), said
    with zipfile.ZipFile(folder / "dist" / "bench-1.2.3-py3-none-any.whl") as wheel:
        names = set(wheel.namelist())
    assert {"bench/py.typed", "bench/client.py", "bench/_runtime/flow.py"} <= names


def test_the_module_is_quick_to_import(folder: Path) -> None:
    code = textwrap.dedent(
        """
        import sys
        sys.path.insert(0, "src")
        import bench
        heavy = {"pydantic", "httpx2", "anyio"} & set(sys.modules)
        assert not heavy, heavy
        assert set(bench.__all__) <= set(dir(bench))
        for name in bench.__all__:
            getattr(bench, name)
        from bench import *
        try:
            bench.nothing
        except AttributeError as error:
            assert str(error) == "module 'bench' has no attribute 'nothing'"
        """
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, check=False
    )
    assert not done.returncode, done.stderr.decode()
