"""The contract of the JSON API as an OpenAPI 3.1 document, made from the records that the API answers with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Any

import msgspec

from pipeline.domain.facts import Fact
from pipeline.domain.records import Decision
from pipeline.review.workflow import State
from pipeline.store.tokens import Scope
from pipeline.web.api_records import (
    ApiArticle,
    ApiCase,
    ApiLetter,
    Articles,
    Cases,
    Decisions,
    FactsPage,
    Letters,
    Problem,
)

MAX_ID = 2**31 - 1
"""The largest number of a record."""
ID = re.compile(r"[A-Za-z0-9._-]{1,80}")
"""Form of the ids of articles and facts."""
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Range:
    """What a number may be."""

    low: int
    high: int
    default: int


LIMIT = Range(1, 200, 50)


@dataclass(frozen=True, slots=True)
class Resource:
    """One list with its single records."""

    name: str
    summary: str
    page: type
    item: type
    key: type
    """`int` or `str`: what the ids are."""
    scope: Scope


RESOURCES = (
    Resource("articles", "Bài báo thuộc lĩnh vực của cơ quan", Articles, ApiArticle, str, Scope.ARTICLES),
    Resource("cases", "Vụ việc của cơ quan", Cases, ApiCase, int, Scope.CASES),
    Resource("decisions", "Kết luận đang có hiệu lực", Decisions, Decision, int, Scope.DECISIONS),
    Resource("letters", "Văn bản gửi cơ quan báo chí", Letters, ApiLetter, int, Scope.LETTERS),
    Resource("facts", "Thông tin chính thức", FactsPage, Fact, str, Scope.FACTS),
)


@cache
def document() -> Json:
    """Return the OpenAPI document."""
    records = [kind for found in RESOURCES for kind in (found.page, found.item)]
    _, schemas = msgspec.json.schema_components(
        [*records, Problem], ref_template="#/components/schemas/{name}"
    )
    paths: Json = {}
    for found in RESOURCES:
        paths[f"/api/v1/{found.name}"] = {"get": _list(found)}
        paths[f"/api/v1/{found.name}/{{id}}"] = {"get": _single(found)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Cải Chính",
            "version": version("caichinh"),
            "description": "Chỉ đọc. Mỗi khóa thuộc một cơ quan và có phạm vi riêng; mỗi trang nối tiếp bằng “after”.",
        },
        "servers": [{"url": "/"}],
        "security": [{"key": []}],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
            "responses": {
                str(status): {
                    "description": description,
                    "content": {"application/problem+json": {"schema": _ref(Problem)}},
                }
                for status, description in _PROBLEMS.items()
            },
        },
    }


_PROBLEMS = {
    400: "Tham số không hợp lệ",
    401: "Thiếu khóa hoặc khóa hết hiệu lực",
    403: "Khóa không có phạm vi này",
    404: "Không có, hoặc thuộc cơ quan khác",
}


def _ref(kind: type) -> Json:
    return {"$ref": f"#/components/schemas/{kind.__name__}"}


def _responses(kind: type, *problems: int) -> Json:
    answers: Json = {"200": {"description": "Được", "content": {"application/json": {"schema": _ref(kind)}}}}
    return answers | {str(status): {"$ref": f"#/components/responses/{status}"} for status in problems}


def _list(found: Resource) -> Json:
    limit = {"type": "integer", "minimum": LIMIT.low, "maximum": LIMIT.high, "default": LIMIT.default}
    parameters = [_parameter("limit", limit), _parameter("after", _id(found))]
    if found.item is ApiCase:
        parameters.append(_parameter("state", {"type": "string", "enum": [state.value for state in State]}))
    return {
        "operationId": f"list_{found.name}",
        "summary": found.summary,
        "description": f"Phạm vi của khóa: {found.scope.value}.",
        "parameters": parameters,
        "responses": _responses(found.page, 400, 401, 403),
    }


def _single(found: Resource) -> Json:
    return {
        "operationId": f"get_{found.name}",
        "summary": f"{found.summary}: một bản ghi",
        "description": f"Phạm vi của khóa: {found.scope.value}.",
        "parameters": [{"name": "id", "in": "path", "required": True, "schema": _id(found)}],
        "responses": _responses(found.item, 400, 401, 403, 404),
    }


def _parameter(name: str, schema: Json) -> Json:
    return {"name": name, "in": "query", "required": False, "schema": schema}


def _id(found: Resource) -> Json:
    if found.key is int:
        return {"type": "integer", "minimum": 0, "maximum": MAX_ID}
    return {"type": "string", "pattern": f"^{ID.pattern}$"}
