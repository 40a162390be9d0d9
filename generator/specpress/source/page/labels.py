"""The fixed words of a page, in the languages of the site."""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping


class Label(enum.Enum):
    """A heading that stands on a line of its own; the value is how the printer writes it."""

    SKIP = "Skip to main content"
    AVAILABILITY = "Execution Availability"
    TRY_IT = "Try It Out"
    REQUEST = "Request Inputs"
    PATH = "Path Parameters"
    QUERY = "Query Parameters"
    BODY = "Body Fields"
    RESPONSES = "Responses"
    SUCCESS = "Success Response"
    ERROR = "Error Response"
    ENDPOINT = "Endpoint"
    OPERATION_ID = "Operation ID"
    PERMALINK = "Permalink"
    REQUEST_EXAMPLE = "Request Example"
    RESPONSE_EXAMPLE = "Response Example"
    HISTORY = "Change History"
    VIEW_ALL = "View all change history"


_CHINESE: Mapping[str, Label] = {
    "跳转到主要内容": Label.SKIP,
    "调试可用性": Label.AVAILABILITY,
    "在线调试": Label.TRY_IT,
    "请求参数": Label.REQUEST,
    "路径参数": Label.PATH,
    "查询参数": Label.QUERY,
    "请求体字段": Label.BODY,
    "响应状态": Label.RESPONSES,
    "成功响应": Label.SUCCESS,
    "错误响应": Label.ERROR,
    "请求地址": Label.ENDPOINT,
    "操作 ID": Label.OPERATION_ID,
    "操作ID": Label.OPERATION_ID,
    "永久链接": Label.PERMALINK,
    "请求示例": Label.REQUEST_EXAMPLE,
    "响应示例": Label.RESPONSE_EXAMPLE,
    "变更历史": Label.HISTORY,
    "查看全部变更历史": Label.VIEW_ALL,
}

ENGLISH = "en"
CHINESE = "zh"

WORDS: Mapping[str, tuple[Label, str]] = {
    **{label.value: (label, ENGLISH) for label in Label},
    **{word: (label, CHINESE) for word, label in _CHINESE.items()},
}
"""Heading to its meaning and its language."""

METHODS = ("GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE")

REQUIRED = ("Required", "必填")
SINCE = ("Since", "起始版本")
SYNCHRONOUS = ("Synchronous", "同步")
ASYNCHRONOUS = ("Asynchronous", "异步")
AUTH_REQUIRED = ("Auth Required", "需要认证")
NO_DESCRIPTION = ("No description provided.", "No description provided", "暂无描述", "暂无描述。")
OPTIONAL = re.compile(r"\s*(?:optional\b|可选|选填)", re.IGNORECASE)

TREE_SENTENCE = "On success, this API returns the following response structure."
EMPTY_SENTENCE = "On success, this API returns an empty object."
TRY_IT_SENTENCE = "Submit a mock request using the current auth context and example-driven inputs."
NO_PARAMETERS_SENTENCE = "This API requires no request parameters."
NO_HISTORY_SENTENCE = "This API has no change history records yet."

EMPTY = re.compile(
    r"\bempty\s+(?:json\s+)?(?:object|body|response)|\{\s*\}|空(?:的)?\s*(?:JSON\s*)?对象|为空",
    re.IGNORECASE,
)
NO_PARAMETERS = re.compile(
    r"\b(?:requires?|needs?|has|have|takes?)\s+no\s+(?:request\s+)?(?:parameters?|inputs?)\b"
    r"|\bdoes\s+not\s+(?:require|need|take)\s+(?:any\s+)?(?:request\s+)?(?:parameters?|inputs?)\b"
    r"|(?:无需|不需要|没有|无)(?:任何|传入|提供)?\s*(?:请求)?参数",
    re.IGNORECASE,
)
NO_HISTORY = re.compile(
    r"\bno\s+change\s+history\b|(?:暂无|没有|尚无)(?:任何)?\s*变更", re.IGNORECASE
)

STATUS = re.compile(r"([1-5][0-9]{2})\s*([A-Za-z][A-Za-z -]*)?\Z")
"""`200 OK`: a status code and its phrase."""

_CJK = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")


def is_foreign(text: str, language: str) -> bool:
    """Whether `text` is not in the language of its page.

    A text with Chinese characters is Chinese; one without, of three words or more, is not.
    """
    if language == ENGLISH:
        return bool(_CJK.search(text))
    return not _CJK.search(text) and len(_LATIN_WORD.findall(text)) >= 3
