"""The operations of a group: the views of `resources/`."""

from __future__ import annotations

from dataclasses import dataclass

from specpress.model import ApiModel, Group, Operation
from specpress.naming.scopes import Names
from specpress.targets.rust import layout
from specpress.targets.rust.arguments import Argument, arguments
from specpress.targets.rust.bodies import Choice, choice
from specpress.targets.rust.escape import rust_string
from specpress.targets.rust.filling import fill
from specpress.targets.rust.giving import Given, given, optional
from specpress.targets.rust.headers import Headers, headers
from specpress.targets.rust.naming import owned
from specpress.targets.rust.results import Result, Sending, result, sending
from specpress.targets.rust.sentences import code, prose, sentence
from specpress.targets.rust.types import Types
from specpress.targets.rust.wire_view import Spec, shape_name, spec

_MOST_ARGUMENTS = 7
"""clippy::too_many_arguments, `self` included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setter:
    """A method that gives an argument which may be left out."""

    name: str
    doc: str
    deprecated: bool
    head: str
    kept: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """The methods of a job: their heads in both clients, and what they do."""

    head: str
    blocking_head: str
    resumed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallView:
    """One operation: the function that begins its call, and the struct that the call is."""

    id: str
    name: str
    method: str
    doc: str
    deprecated: bool
    head: str
    many: bool
    initial: tuple[str, ...]
    fields: tuple[str, ...]
    setters: tuple[Setter, ...]
    result: Result
    fill: tuple[str, ...]
    struct_head: str
    setters_head: str
    call_head: str
    sending: Sending
    choice: Choice | None
    headers: Headers | None
    created: str
    static_head: str
    spec: Spec
    job: Job | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFile:
    """A file of `resources/`."""

    doc: str
    name: str
    uses: tuple[str, ...]
    uses_shapes: bool
    calls: tuple[CallView, ...]
    has_jobs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapesFile:
    """`resources/error_shapes.rs`: each shape is a name and its members."""

    shapes: tuple[tuple[str, tuple[str, ...]], ...]


def group_text(group: Group) -> str:
    """What the group is, in one paragraph or more."""
    return prose(group.docs) or sentence(f"The operations of {code(group.name.declared)}")


def group_file(group: Group, model: ApiModel, names: Names) -> GroupFile:
    """The view of a group's module."""
    calls = tuple(_call(operation, model, names) for operation in owned(group, model))
    text = repr(calls)
    has_jobs = any(call.job for call in calls)
    uses = [
        *("CallOptions", "Client"),
        *["Error", "Job"] * has_jobs,
        *["Reply"] * any(call.headers for call in calls),
        *["json"] * ("json::" in text),
        *["models"] * ("models::" in text),
    ]
    return GroupFile(
        doc=group_text(group),
        name=names.table["class", group.id],
        uses=tuple(uses),
        uses_shapes="error_shapes::" in text,
        calls=calls,
        has_jobs=has_jobs,
    )


def shapes_file(model: ApiModel, names: Names) -> ShapesFile:
    """The view of the shapes of errors."""
    shapes = []
    for shape in model.error_shapes:
        parts = {
            "error": shape.error,
            "code": shape.code,
            "message": shape.message,
            "details": shape.details,
            "cause": shape.cause,
        }
        lines = tuple(
            layout.array(f"{part}: &", [rust_string(one) for one in path], ",", 4)
            for part, path in parts.items()
        )
        shapes.append((shape_name(shape, names), lines))
    return ShapesFile(shapes=tuple(shapes))


def _call(operation: Operation, model: ApiModel, names: Names) -> CallView:
    types = Types(model=model, names=names)
    found = arguments(operation, model, names)
    required = [one for one in found if one.required]
    answered = result(operation, model, names)
    name = names.table["call", operation.id]
    method = names.operation(operation.id)
    parameters = [f"{one.name}: {_given(one, types).type}" for one in required]
    filled = fill(operation, found, types)
    constant = names.table["static", operation.id]
    return CallView(
        id=operation.id,
        name=name,
        method=method,
        doc=prose(operation.docs) or sentence(f"Calls {code(operation.id)}"),
        deprecated=operation.deprecated,
        head=layout.signature(
            f"pub fn {method}", ["&self", *parameters], f" -> {name}<'c, C> {{", 4
        ),
        many=len(parameters) + 1 > _MOST_ARGUMENTS,
        initial=tuple(_initial(one, types) for one in found),
        fields=tuple(_field(one, types) for one in found),
        setters=tuple(_setter(one, types) for one in found if not one.required),
        result=answered,
        fill=filled,
        struct_head=layout.header("pub struct", f"{name}<'c, C = Client>"),
        setters_head=layout.header("impl<C>", f"{name}<'_, C>"),
        call_head=layout.signature("fn call", ["&self"], f" -> wire::Call<{answered.type}> {{", 4),
        sending=sending(operation, name, answered, types),
        choice=choice(operation, types),
        headers=headers(operation, types),
        created=layout.call(
            *(
                ("let mut call = wire::Call::new", [f"&{constant}"], ";", 8)
                if filled
                else ("wire::Call::new", [f"&{constant}"], "", 8)
            )
        ),
        static_head=f"static {constant}: {answered.type} = {{",
        spec=spec(operation, model, names, answered),
        job=_job(operation, constant, answered, names),
    )


def _given(argument: Argument, types: Types) -> Given:
    """How a caller gives a required argument."""
    if argument.choice:
        return Given(f"impl Into<{argument.choice}>", "{}.into()")
    return given(argument.type, types)


def _initial(argument: Argument, types: Types) -> str:
    if not argument.required:
        return f"{argument.name}: None,"
    kept = _given(argument, types).kept.replace("{}", argument.name)
    return layout.initial(argument.name, kept, 12)


def _field(argument: Argument, types: Types) -> str:
    if argument.choice:
        kept = argument.choice
    elif argument.required:
        kept = types.text(types.resolved(argument.type))
    else:
        kept, _ = optional(types.resolved(argument.type), types)
    return layout.member(argument.name, kept if argument.required else f"Option<{kept}>", 4)


def _setter(argument: Argument, types: Types) -> Setter:
    taken = _given(argument, types) if argument.choice else optional(argument.type, types)[1]
    return Setter(
        name=argument.name,
        doc=argument.doc,
        deprecated=argument.deprecated,
        head=layout.signature(
            f"pub fn {argument.name}", ["mut self", f"value: {taken.type}"], " -> Self {", 4
        ),
        kept=layout.assignment(
            f"self.{argument.name}", f"Some({taken.kept.replace('{}', 'value')})", 8
        ),
    )


def _job(operation: Operation, constant: str, answered: Result, names: Names) -> Job | None:
    if operation.long_running is None:
        return None
    resume = names.table["resume", operation.id]
    arguments_ = ["&self", "id: impl Into<String>"]
    head = f"pub fn {resume}"
    return Job(
        resumed=layout.call("self.client.engine.resume", [f"&{constant}", "id"], "", 8),
        head=layout.signature(head, arguments_, f" -> Result<Job<{answered.type}>, Error> {{", 4),
        blocking_head=layout.signature(
            head, arguments_, f" -> Result<blocking::Job<{answered.type}>, Error> {{", 4
        ),
    )
