"""What the documentation says: pages as values, with no markup and no paths of files.

The target `docs` prints them as Markdown; a site prints the same values as HTML. Everything that a
reader is told is in here, and every decision about it is made before: a template prints.

Three kinds of text: `str` fields named `summary` or `description` (and those that say so) are
CommonMark from the description of the API, and untrusted; `Inlines` are built by us and name their
parts; all other strings are plain.
"""

from specpress.targets.docs.content.blocks import (
    AuthNote,
    BodyBlock,
    ContentBlock,
    CorrectionRow,
    ExampleBlock,
    FieldRow,
    HistoryRow,
    ParameterSection,
    PartRow,
    ResponseBlock,
    Shape,
    Step,
    Timing,
    ValueRow,
)
from specpress.targets.docs.content.pages import (
    AuthBlock,
    CorrectionsPage,
    FlowRow,
    GroupBlock,
    IndexPage,
    OperationPage,
    OperationRow,
    SchemaPage,
    ServerRow,
    Site,
    VariableRow,
    VariantRow,
    WebhookPage,
)
from specpress.targets.docs.content.text import (
    Code,
    Inline,
    Inlines,
    Link,
    Ref,
    WebLink,
    Words,
)

__all__ = [
    "AuthBlock",
    "AuthNote",
    "BodyBlock",
    "Code",
    "ContentBlock",
    "CorrectionRow",
    "CorrectionsPage",
    "ExampleBlock",
    "FieldRow",
    "FlowRow",
    "GroupBlock",
    "HistoryRow",
    "IndexPage",
    "Inline",
    "Inlines",
    "Link",
    "OperationPage",
    "OperationRow",
    "ParameterSection",
    "PartRow",
    "Ref",
    "ResponseBlock",
    "SchemaPage",
    "ServerRow",
    "Shape",
    "Site",
    "Step",
    "Timing",
    "ValueRow",
    "VariableRow",
    "VariantRow",
    "WebLink",
    "WebhookPage",
    "Words",
]
