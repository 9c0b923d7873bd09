"""The API beside what one would pick instead, on the same Neo4j. Run: python -m tests.performance.graphql --help."""
