"""What is known, and where it is stored.

The model of a plan read (`graph.model`), the declared ontology (`graph.ontology`), identities
(`graph.identity`), the store and its writer, the integrity check, the local Neo4j server and
the exports. Knows neither how plans are read (`loaders`) nor how they are served (`api`).
"""
