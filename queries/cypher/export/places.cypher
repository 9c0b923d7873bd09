// The cities of the given codes and all places above them, by name and code: which decisions hold there.
MATCH (city:City)-[:PART_OF*0..]->(place:City)
WHERE city.code IN $codes
WITH DISTINCT place ORDER BY place.code
RETURN place.code AS code, place.name AS name
