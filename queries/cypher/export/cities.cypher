// The cities that have a document, to tell a user who named another one.
MATCH (:Document)-[:ISSUED_FOR]->(city:City)
WITH DISTINCT city ORDER BY city.code
RETURN city.code AS code, city.name AS name
