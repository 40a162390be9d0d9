"""Prints the models of an API, and makes a package of them that can be imported."""

from __future__ import annotations

import importlib
import shutil
import sys
from pathlib import Path, PurePosixPath
from types import ModuleType

from specpress import resources
from specpress.model import ApiModel
from specpress.naming.allocate import allocate
from specpress.render.environment import render
from specpress.targets.base import Language, Tree
from specpress.targets.python import client_scopes, escape
from specpress.targets.python.imports import import_block
from specpress.targets.python.layout import laid_out
from specpress.targets.python.models import models_files

RUNTIME = ("__init__.py", "canonical_json.py", "model.py", "omit.py", "one_of.py", "uploads.py")


def printed(model: ApiModel, package: str = "images") -> str:
    """The text of the models module."""
    (text,) = tree(model, package).values()
    return text.decode()


def tree(model: ApiModel, package: str = "images") -> Tree:
    """The models: one module, or a package where there are many."""
    language = Language(
        filters=escape.FILTERS,
        imports=import_block,
        format=lambda _path, text: laid_out(text),
    )
    names = allocate(client_scopes.scopes(model))
    return render("python", language, models_files(PurePosixPath(package), model, names))


def write(model: ApiModel, folder: Path, package: str) -> Path:
    """A package of the models and the part of the runtime that they need; returns its folder."""
    root = folder / package
    (root / "_runtime").mkdir(parents=True)
    (root / "__init__.py").write_text("", "utf-8")
    (root / "py.typed").write_text("", "utf-8")
    for path, data in tree(model, package).items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(data)
    source = resources.templates_root() / "python" / "runtime" / "_runtime"
    for name in RUNTIME:
        shutil.copy(source / name, root / "_runtime" / name)
    return root


def imported(model: ApiModel, folder: Path, package: str) -> ModuleType:
    """The models module, imported under a package name that no other test uses."""
    write(model, folder, package)
    sys.path.insert(0, str(folder))
    try:
        return importlib.import_module(f"{package}.models")
    finally:
        sys.path.remove(str(folder))
