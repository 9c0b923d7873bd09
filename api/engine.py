"""The engine (引擎): an operation is answered by one statement and shaped without executing its fields.

It stands in Strawberry's own extension point: where it sets the result, nothing is executed any more. What it
does not finish (an error, a null that may not be, questions about the schema) graphql-core executes in the
ordinary way over the values that are already there.
"""

from collections.abc import AsyncIterator, Callable
from typing import TYPE_CHECKING, Any, Self

from graphql import ExecutionResult
from strawberry.extensions import SchemaExtension

from api.compiler.form import Broken, Notes
from api.compiler.plan import Bound, Plan
from api.lookups import Lookups
from api.near import near
from api.plans import Plans
from api.settings import ApiSettings
from api.source import Source
from graph.errors import StoreError
from graph.store import Fetched

if TYPE_CHECKING:
    from api.context import Context

__all__ = ["Engine"]


class Engine(SchemaExtension):
    """Answers what can be answered by a plan, and leaves the rest to the executor."""

    def __init__(self, plans: Plans, source: Source, lookups: Lookups, seconds: float) -> None:
        self._plans = plans
        self._source = source
        self._lookups = lookups
        self._seconds = seconds

    @classmethod
    def maker(cls, plans: Plans, source: Source, settings: ApiSettings) -> Callable[[], Self]:
        """Return what makes an engine for each request; they share plans and look-ups."""
        lookups = Lookups(source, seconds=settings.seconds)
        return lambda: cls(plans, source, lookups, settings.seconds)

    async def on_execute(self) -> AsyncIterator[None]:
        """Set the result, or the values of the root fields."""
        await self._answer()
        yield

    async def _answer(self) -> None:
        running = self.execution_context
        context: Context = running.context
        assert running.graphql_document is not None  # noqa: S101 - read before anything is executed
        ready = self._plans.ready(
            str(running.query), running.graphql_document, running.operation_name, running.variables
        )
        if ready is None:
            return
        plan, bound, context.roots = ready
        if not plan.roots:
            return
        try:
            fetched = await self._fetched(plan, bound)
        except StoreError as error:
            context.roots |= dict.fromkeys((root.key for root in plan.roots), error)
            return
        context.versions.add(fetched.version)
        context.statements += 1
        for owner, (check, name) in plan.unknown(fetched.values).items():
            context.roots[owner] = check.error(name, await self._near(check.lookup.named, name))
        self._finish(plan, fetched.values)

    async def _fetched(self, plan: Plan, bound: Bound) -> Fetched:
        if plan.looked_up:
            return await self._lookups.fetch(plan, bound.parameters)
        return await self._source.fetch(plan.text, bound.parameters, seconds=self._seconds)

    async def _near(self, label: str | None, name: str) -> list[str]:
        """Return names of nodes that are written nearly so, where there are names."""
        if label is None:
            return []
        try:
            return await near(self._source, label, name, seconds=self._seconds)
        except StoreError:  # the mistake is told all the same
            return []

    def _finish(self, plan: Plan, values: list[Any]) -> None:
        """Set the result, or what the executor needs to find it."""
        context: Context = self.execution_context.context
        notes = Notes()
        if plan.whole and not context.roots:
            try:
                self.execution_context.result = ExecutionResult(plan.finished(values, notes), None)
            except Broken:
                notes = Notes()
        if self.execution_context.result is None:
            context.roots = plan.plain(values, notes) | context.roots
        context.truncated |= notes.truncated
        context.rows += notes.rows
