"""The types of the API (类型): declared once, assembled into GraphQL and compiled to Cypher."""
