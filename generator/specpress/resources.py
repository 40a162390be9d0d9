"""Where the templates are: inside an installed package, or beside generator/ in a checkout."""

from pathlib import Path


def templates_root() -> Path:
    """The folder that holds one folder of templates a target.

    Returns the copy that a wheel carries when there is one, and the checkout's `templates/` when
    there is none.
    """
    packaged = Path(__file__).parent / "templates"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "templates"
