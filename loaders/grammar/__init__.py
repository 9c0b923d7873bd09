"""Text → facts: one module per kind of fact, each with its rules as tables."""
