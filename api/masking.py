"""Masking (屏蔽): every error gets a code; what is not the caller's mistake goes to the log, not to the client."""

import logging

from graphql import GraphQLError, GraphQLSyntaxError

from api.errors import ApiError, Code, code_of
from graph.errors import WrongParameter, YingshangError
from graph.language import Text

__all__ = ["describe"]

LOG = logging.getLogger("yingshang.api")

LIMITS = ("aliases found. Allowed", "exceeds maximum operation depth", "tokens. Parsing aborted")


def describe(error: GraphQLError, request: str) -> GraphQLError:
    """Return the error as the client sees it; log what it does not see under the request's id."""
    cause = error.original_error
    while isinstance(cause, GraphQLError):
        cause = cause.original_error
    if cause is None:
        return _coded(error, error.message, _refusal(error), {})
    code = code_of(cause)
    if isinstance(cause, ApiError | WrongParameter):
        return _coded(
            error,
            _both(cause.what, cause.remedy),
            code,
            {
                "zh": cause.what.zh + cause.remedy.zh,
                "en": f"{cause.what.en} {cause.remedy.en}",
                **getattr(cause, "facts", {}),
            },
        )
    if code is Code.INTERNAL and not isinstance(cause, YingshangError):
        LOG.error("request %s failed", request, exc_info=cause)
    else:
        LOG.error("request %s failed: %s", request, cause)
    said = Text(f"{code.meaning.zh}。", f"{code.meaning.en}.")
    return _coded(error, _both(said), code, {"zh": said.zh, "en": said.en, "request": request})


def _refusal(error: GraphQLError) -> Code:
    """Return the code of an error that was found before anything ran."""
    if any(mark in error.message for mark in LIMITS):
        return Code.LIMIT
    return Code.SYNTAX if isinstance(error, GraphQLSyntaxError) else Code.INVALID


def _both(*texts: Text) -> str:
    return "".join(text.zh for text in texts) + " " + " ".join(text.en for text in texts)


def _coded(error: GraphQLError, message: str, code: Code, facts: dict[str, object]) -> GraphQLError:
    return GraphQLError(
        message,
        nodes=error.nodes,
        source=error.source,
        positions=error.positions,
        path=error.path,
        extensions={"code": code.value, **facts},
    )
