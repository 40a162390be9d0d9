"""Security definitions and servers."""

from __future__ import annotations

from specpress.jsonvalue import Json, JsonObject, clone
from specpress.source.upgrade.swagger.source import listed, members

_FLOWS: dict[str, str] = {
    "implicit": "implicit",
    "password": "password",
    "application": "clientCredentials",
    "accessCode": "authorizationCode",
}
_FLOW_WORDS = ("authorizationUrl", "tokenUrl", "scopes", "flow", "type")
_SCHEMES = ("https", "http", "wss", "ws")


def schemes(definitions: Json) -> JsonObject:
    """The security schemes of `securityDefinitions`."""
    made: JsonObject = {}
    for name, value in members(definitions).items():
        if isinstance(value, dict):
            made[name] = _scheme(value)
    return made


def _scheme(old: JsonObject) -> JsonObject:
    match old.get("type"):
        case "basic":
            return clone_without(old, "type") | {"type": "http", "scheme": "basic"}
        case "oauth2":
            flow: JsonObject = {
                key: clone(old[key]) for key in ("authorizationUrl", "tokenUrl") if key in old
            }
            flow["scopes"] = clone(members(old.get("scopes")))
            kind = _FLOWS.get(str(old.get("flow")), "implicit")
            rest = clone_without(old, *_FLOW_WORDS)
            return rest | {"type": "oauth2", "flows": {kind: flow}}
        case _:
            return clone_without(old)


def clone_without(value: JsonObject, *keys: str) -> JsonObject:
    """A copy of an object without some of its members."""
    return {key: clone(item) for key, item in value.items() if key not in keys}


def servers(root: JsonObject, schemes_of_operation: Json = None) -> list[Json]:
    """The servers that `host`, `basePath` and `schemes` spell, the safe ones first."""
    host, base = root.get("host"), root.get("basePath")
    path = base if isinstance(base, str) else ""
    if not isinstance(host, str) or not host:
        return [{"url": path}] if path and schemes_of_operation is None else []
    wanted = listed(schemes_of_operation) or listed(root.get("schemes")) or ["https"]
    known = [scheme for scheme in _SCHEMES if scheme in wanted] or ["https"]
    called = [scheme for scheme in known if scheme.startswith("http")] or known
    return [{"url": f"{scheme}://{host}{path.rstrip('/')}"} for scheme in called]
