"""Whether a description is valid, by a validator that we did not write."""

from __future__ import annotations

from pathlib import Path

from specpress.verify.outcome import Verdict


def judge(path: Path) -> Verdict:
    """What openapi-spec-validator says of a file, which it reads with its own reader."""
    import warnings

    from openapi_spec_validator import validate
    from openapi_spec_validator.readers import read_from_filename

    warnings.simplefilter("ignore")
    try:
        document, base = read_from_filename(str(path))
        validate(document, base_uri=base)
    except Exception as fault:
        # A validator that fell over has no opinion; one that stumbled over a wrong type has.
        known = not isinstance(fault, RecursionError | MemoryError | OSError)
        text = str(getattr(fault, "message", "") or fault).strip().split("\n")[0]
        return Verdict(known=known, fault=f"{type(fault).__name__}: {text[:300]}")
    return Verdict(known=True)
