"""A small API, built by hand: an image service with a long-running call."""

from __future__ import annotations

from specpress.model import (
    Access,
    Alias,
    AnyValue,
    ApiModel,
    Body,
    BodyArgument,
    Codec,
    Constraints,
    Content,
    Correction,
    Default,
    Docs,
    Enumeration,
    Envelope,
    Example,
    Field,
    FieldNotes,
    Group,
    Header,
    History,
    HttpAuth,
    Idempotency,
    Info,
    ListOf,
    LongRunning,
    Member,
    Name,
    Named,
    Nullable,
    Operation,
    Origin,
    Page,
    Parameter,
    Place,
    Record,
    Requirement,
    Response,
    Scalar,
    ScalarKind,
    Server,
    ServerVariable,
    StatusRange,
    Style,
    TypeRef,
)

STRING = Scalar(ScalarKind.STRING)
INTEGER = Scalar(ScalarKind.INTEGER, "int64")
ANYTHING = AnyValue()
HERE = Origin("/here")


def name(declared: str) -> Name:
    return Name(words=(declared.lower(),), declared=declared)


def field(
    wire_name: str,
    type_: TypeRef = STRING,
    *,
    required: bool = False,
    default: Default | None = None,
    constraints: Constraints | None = None,
    access: Access = Access.BOTH,
    deprecated: bool = False,
    description: str = "",
    notes: FieldNotes | None = None,
) -> Field:
    return Field(
        name=name(wire_name),
        wire_name=wire_name,
        type=type_,
        required=required,
        default=default,
        constraints=constraints or Constraints(),
        access=access,
        deprecated=deprecated,
        docs=Docs(description=description),
        notes=notes,
        origin=HERE,
    )


def record(id_: str, *fields: Field, extras: TypeRef | None = ANYTHING) -> Record:
    declared = id_.rpartition("/")[2]
    return Record(id=id_, name=name(declared), fields=fields, extras=extras, origin=HERE)


def content(type_: TypeRef, *examples: Example) -> Content:
    return Content(
        media_type="application/json", codec=Codec.JSON, type=type_, docs=Docs(examples=examples)
    )


def answer(status: int, *contents: Content, description: str = "") -> Response:
    return Response(
        status=StatusRange(status, status),
        contents=contents,
        docs=Docs(description=description),
        origin=HERE,
    )


MEDIA_TYPE = Enumeration(
    id="/MediaType",
    name=name("MediaType"),
    base=STRING,
    members=(
        Member(name=name("ISO"), value="ISO", docs=Docs(description="A CD image.")),
        Member(name=name("DataVolumeTemplate"), value="DataVolumeTemplate"),
    ),
    origin=HERE,
)

UUID = Alias(
    id="/Uuid",
    name=name("Uuid"),
    target=STRING,
    constraints=Constraints(min_length=32, max_length=32, pattern="^[0-9a-f]+$"),
    origin=HERE,
)

ERROR = record(
    "/ErrorCode",
    field("code", required=True, description="The code. For example, `SYS.1000`."),
    field("cause", Nullable(Named("/ErrorCode")), description="The cause, if there is one."),
)

IMAGE = record(
    "/Image",
    field("uuid", Named("/Uuid"), required=True),
    field("size", INTEGER, description="In bytes.", notes=FieldNotes(documented_required=True)),
    field("refs", ListOf(Named("/Ref"))),
    field("secret", access=Access.WRITE),
)

REF = record("/Ref", field("id", INTEGER, notes=FieldNotes(undocumented=True)), extras=None)

TYPES = (
    MEDIA_TYPE,
    UUID,
    ERROR,
    IMAGE,
    REF,
    record(
        "/Params",
        field("name", required=True, constraints=Constraints(max_length=255), description="Name."),
        field(
            "mediaType",
            Named("/MediaType"),
            default=Default("ISO"),
            notes=FieldNotes(since="3.1", rule="required unless `format` is ISO"),
        ),
        field("created", access=Access.READ),
    ),
    record(
        "/AddImageBody",
        field("params", Named("/Params"), required=True),
        field("systemTags", ListOf(STRING), constraints=Constraints(min_items=1)),
    ),
    record("/Job", field("location", required=True)),
    record("/AddImageResult", field("inventory", Named("/Image"), required=True)),
    record("/Failed", field("error", Named("/ErrorCode"), required=True), extras=STRING),
)


def parameter(
    wire_name: str,
    place: Place,
    type_: TypeRef = STRING,
    *,
    required: bool = True,
    style: Style = Style.FORM,
    explode: bool = True,
    content_type: str = "",
    example: Example | None = None,
) -> Parameter:
    return Parameter(
        name=name(wire_name),
        wire_name=wire_name,
        place=place,
        type=type_,
        required=required,
        style=style,
        explode=explode,
        content_type=content_type,
        docs=Docs(description="About it.", examples=(example,) if example else ()),
        origin=HERE,
    )


BODY_VALUE = {"params": {"name": "it's", "mediaType": "ISO"}, "systemTags": ["a", "b"]}

ADD_IMAGE = Operation(
    id="AddImage",
    name=name("AddImage"),
    groups=("Image Operations",),
    method="post",
    path="/zstack/v1/images",
    parameters=(parameter("X-Job-UUID", Place.HEADER, required=False),),
    body=Body(
        name=name("body"),
        required=True,
        contents=(content(Named("/AddImageBody"), Example(key="", value=BODY_VALUE)),),
        arguments=(
            BodyArgument(
                path=("params", "name"), field=field("name", required=True), required=True
            ),
        ),
        envelopes=(Envelope(path=("params",), required=True, type="/Params"),),
        origin=HERE,
    ),
    responses=(
        answer(202, content(Named("/Job")), description="It runs."),
        answer(
            200,
            content(
                Named("/AddImageResult"),
                Example(key="", value={"inventory": {"uuid": "1eb2", "refs": [{"id": 1}]}}),
            ),
        ),
    ),
    errors=(
        answer(400, description="A wrong call | in plain text."),
        answer(503, content(Named("/Failed")), description="It failed."),
    ),
    auth=(Requirement(schemes=(("OAuth", ()),)),),
    idempotency=Idempotency(wire_name="X-Job-UUID", form="hex32", duplicate=400),
    long_running=LongRunning(
        accepted=(StatusRange(202, 202),),
        location=("location",),
        poll_path="/zstack/v1/api-jobs/{uuid}",
        poll_operation="GetJob",
        pending=(StatusRange(202, 202),),
        done=(StatusRange(200, 200),),
        failed=(StatusRange(503, 503),),
        expired=(StatusRange(404, 404),),
        interval=1.0,
        result=Named("/AddImageResult"),
        failure=Named("/Failed"),
        id_header="X-Job-UUID",
        origin=HERE,
    ),
    docs=Docs(summary="Adds an image.", description="Adds an *image*.\n\n- from a URL"),
    page=Page(
        title="AddImage",
        breadcrumb=("Resource Center", "Image Operations"),
        since="0.6",
        synchronous=True,
        history=(History(version="4.0", change="takes `architecture`"),),
    ),
    origin=Origin("/paths/images"),
)

GET_JOB = Operation(
    id="GetJob",
    name=name("GetJob"),
    groups=(),
    method="get",
    path="/zstack/v1/api-jobs/{uuid}",
    parameters=(
        parameter("uuid", Place.PATH, Named("/Uuid"), style=Style.SIMPLE, explode=False),
        parameter("q", Place.QUERY, ListOf(STRING)),
    ),
    body=None,
    responses=(
        Response(
            status=StatusRange(200, 200),
            contents=(content(Named("/AddImageResult")),),
            headers=(
                Header(
                    name=name("Retry-After"),
                    wire_name="Retry-After",
                    type=INTEGER,
                    required=False,
                    origin=HERE,
                ),
            ),
            origin=HERE,
        ),
    ),
    errors=(),
    auth=(),
    origin=Origin("/paths/jobs"),
)


def model(*operations: Operation) -> ApiModel:
    return ApiModel(
        info=Info(title="ZStack", version="1.0", description="The API.", license="Apache-2.0"),
        servers=(
            Server(
                url="http://{host}",
                variables=(
                    ServerVariable(name=name("host"), wire_name="host", default="localhost:8080"),
                ),
            ),
        ),
        auth=(HttpAuth(id="OAuth", name=name("OAuth"), scheme="OAuth", origin=HERE),),
        groups=(
            Group(id="Image Operations", name=name("Image Operations"), operations=("AddImage",)),
        ),
        operations=operations or (ADD_IMAGE, GET_JOB),
        types={one.id: one for one in TYPES},
        corrections=(
            Correction(
                documented="synchronous",
                actual="202 and a `job` | polled",
                source="`APIAddImageMsg.java`",
                operations=("AddImage",),
                location="zstack.overlay.yaml:14",
            ),
        ),
    )
