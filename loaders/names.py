"""What the reader knows of names (名称), as decisions need it."""

from functools import lru_cache

from graph.model import Body, City, Indicator
from loaders.grammar.characters import canonical
from loaders.grammar.departments import Resolver, department, official
from loaders.tables import bodies, functions, indicator_aliases, indicators

__all__ = ["NAMES", "TableNames"]


class TableNames:
    """Names by the reviewed tables and the rules of reading."""

    def resolve(self, city: City, name: str) -> Body | None:
        """Return the body that a name means in a plan of a city; None for a group."""
        return Resolver(city).resolve(name)

    def placed(self, city: City, name: str) -> tuple[City, str]:
        """Return the city that a name belongs to, and the name without its place."""
        return Resolver(city).placed(canonical(name))

    def indicator(self, name: str) -> Indicator | None:
        """Return the indicator of a name, or of another name for it."""
        return next((each for each in indicators() if each.name == name), None) or indicator_aliases().get(name)

    def known(self, city: City) -> tuple[Body, ...]:
        """Return the bodies that a city may have by the tables."""
        return known(city)


@lru_cache(maxsize=64)
def known(city: City) -> tuple[Body, ...]:
    """Return the bodies that a city may have: those of one function each, and those with a name of their own kind."""
    own = (
        Body(city, row.body, official(city, row.official), row.body, (row.function,), known=True) for row in bodies()
    )
    return (*(department(city, (row,)) for row in functions()), *own)


NAMES = TableNames()
"""The one set of names there is."""
