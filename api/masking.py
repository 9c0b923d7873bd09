"""Masking (屏蔽): every error gets a code; what is not the caller's mistake goes to the log, not to the client."""

import logging
from typing import Any

from graphql import GraphQLError, GraphQLSyntaxError

from api.context import Context
from api.errors import ApiError, Code, code_of
from api.keys import Role
from api.mistakes import explained
from graph.errors import WrongParameter, YingshangError
from graph.language import Text

__all__ = ["described", "told"]

LOG = logging.getLogger("yingshang.api")
LONGEST = 500  # characters of a sentence: it may repeat what the client sent
ELLIPSIS = "…"


def described(error: GraphQLError, context: Context) -> dict[str, Any]:
    """Return the error of an answer as the client sees it; log what it does not see under the request's id."""
    cause = error.original_error
    while isinstance(cause, GraphQLError):
        cause = cause.original_error
    mistake = None
    if not isinstance(cause, YingshangError):
        # Coercing a value raises what its scalar raises: a mistake of the caller if graphql-core words it as one.
        mistake = explained(error.message, suggest=Role.EXPLORE in context.roles)
    if mistake:
        code = Code.SYNTAX if isinstance(error, GraphQLSyntaxError) else Code.INVALID
        entry = _entry(code, mistake, {})
    else:
        entry = told(cause or error, context)
    if error.locations:
        entry["locations"] = [{"line": each.line, "column": each.column} for each in error.locations]
    if error.path:
        entry["path"] = error.path
    context.codes.append(entry["extensions"]["code"])
    return entry


def told(error: BaseException, context: Context) -> dict[str, Any]:
    """Return what a client is told of an error: its sentence in both languages, its code and its facts."""
    code = code_of(error)
    if isinstance(error, ApiError | WrongParameter):
        said = Text(error.what.zh + error.remedy.zh, f"{error.what.en} {error.remedy.en}")
        return _entry(code, said, getattr(error, "facts", {}))
    if isinstance(error, YingshangError):
        LOG.error("request %s failed: %s", context.id, error)
    else:
        LOG.error("request %s failed", context.id, exc_info=error)
    said = Text(f"{code.meaning.zh}。", f"{code.meaning.en}.")
    return _entry(code, said, {"request": context.id})


def _entry(code: Code, said: Text, facts: dict[str, Any]) -> dict[str, Any]:
    zh, en = _short(said.zh), _short(said.en)
    return {"message": f"{zh} {en}", "extensions": {"code": code, "zh": zh, "en": en, **facts}}


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST] + ELLIPSIS
