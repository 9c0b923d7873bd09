// title      职能协同 | Functions that share responsibility
// question   哪些职能由不同部门共同负责措施，多少条，在哪些城市，涉及哪些指标？ | Which functions share responsibility between different departments, in how many measures, in which cities, over which indicators?
// parameter  city: string naming City = null | 计划所属城市（名称或代码），含其下辖；null 为全部 | City of the plans (name or code), with the units below it; null for all
// parameter  indicator: string naming Indicator = null | 指标（含其子指标）；null 为全部 | Indicator, with its sub-indicators; null for all
// parameter  roles: [string] of lead, responsible, support, section_lead = ["lead", "responsible", "support"] | 计入的角色；section_lead（专章牵头）仅在列出时计入 | Roles that count; section_lead only where it is listed
// parameter  minimum: integer from 1 = 1 | 至少共同负责的措施数 | Measures at least
// parameter  limit: integer or null from 1 = 50 | 至多列出的行数；null 为全部 | Rows shown at most; null for all
// column     first: string | 职能 | Function
// column     second: string | 另一职能；一个部门兼有两项职能不算协同 | The other function; one department that performs both shares with nobody
// column     measures: integer | 两个不同部门以此两项职能共同负责的措施数 | Measures that two different departments of these functions share
// column     cities: [string] | 这些措施所属城市 | Cities of those measures
// column     indicators: [string] | 这些措施对应的国家指标 | National indicators of those measures
// column     details: [map] | 措施：id、document、number、heading | The measures: id, document, number, heading
// column     city_ids: [string] | 城市代码 | Codes of the cities
// column     function_names: [string] | 两项职能 | The two functions
// column     total: integer | 不限行数时的总行数 | Rows there are in all, without the limit
// browser    :param {city: null, indicator: null, roles: ["lead", "responsible", "support"], minimum: 1, limit: 50}

// Who carries what: in the plans of a city and of those below it, else under an indicator, else everywhere. Everywhere
// it is read from the index of roles; what they join follows from the ontology, and a label to check would cost more.
CALL () {
  WITH $city AS wanted WHERE wanted IS NOT NULL
  MATCH (place:City) WHERE place.name = wanted OR place.code = wanted
  MATCH (place)<-[:PART_OF*0..]-(city:City)
  WITH DISTINCT city
  MATCH (city)<-[:ISSUED_FOR]-(:Document)-[:STATES]->(measure:Measure)
  WHERE $indicator IS NULL
     OR EXISTS { (measure)-[:ADVANCES]->(:Indicator)-[:PART_OF*0..1]->(:Indicator {name: $indicator}) }
  MATCH (department:Department)-[held:RESPONSIBLE_FOR]->(measure)
  WHERE held.role IN $roles
  RETURN department, measure
  UNION ALL
  WITH $indicator AS wanted WHERE wanted IS NOT NULL AND $city IS NULL
  MATCH (:Indicator {name: wanted})<-[:PART_OF*0..1]-(:Indicator)<-[:ADVANCES]-(measure:Measure)
  WITH DISTINCT measure
  MATCH (department:Department)-[held:RESPONSIBLE_FOR]->(measure)
  WHERE held.role IN $roles
  RETURN department, measure
  UNION ALL
  WITH coalesce($city, $indicator) AS wanted WHERE wanted IS NULL
  MATCH (department)-[held:RESPONSIBLE_FOR]->(measure)
  WHERE held.role IN $roles
  RETURN department, measure
}
WITH department, collect(DISTINCT measure) AS carried
MATCH (department)-[:PERFORMS]->(function:Function)
WITH department, carried, collect(function.name) AS functions
UNWIND carried AS measure
WITH measure, collect(functions) AS sharers WHERE size(sharers) > 1
UNWIND range(0, size(sharers) - 2) AS place
UNWIND sharers[place + 1..] AS others
UNWIND sharers[place] AS one
UNWIND others AS other
WITH measure, one, other WHERE one <> other
WITH CASE WHEN one < other THEN one ELSE other END AS first, CASE WHEN one < other THEN other ELSE one END AS second,
     collect(DISTINCT measure) AS shared
WHERE size(shared) >= $minimum
ORDER BY size(shared) DESC, first, second
WITH collect({first: first, second: second, shared: shared}) AS pairs
WITH size(pairs) AS total, pairs[..coalesce($limit, size(pairs))] AS shown
UNWIND shown AS pair
WITH total, pair
RETURN pair.first AS first,
       pair.second AS second,
       size(pair.shared) AS measures,
       COLLECT {
         UNWIND pair.shared AS measure
         MATCH (measure)<-[:STATES]-(:Document)-[:ISSUED_FOR]->(city:City)
         WITH DISTINCT city ORDER BY city.code
         RETURN city.name
       } AS cities,
       COLLECT {
         UNWIND pair.shared AS measure
         MATCH (measure)-[:ADVANCES]->(:Indicator)-[:PART_OF*0..1]->(indicator:Indicator {level: 'national'})
         WITH DISTINCT indicator ORDER BY indicator.order
         RETURN indicator.name
       } AS indicators,
       COLLECT {
         UNWIND pair.shared AS measure
         MATCH (measure)<-[:STATES]-(document:Document)
         WITH measure, document ORDER BY document.id, measure.ordinal
         RETURN {
           id: measure.id, document: document.title, number: measure.printed_number, heading: measure.heading
         }
       } AS details,
       COLLECT {
         UNWIND pair.shared AS measure
         MATCH (measure)<-[:STATES]-(:Document)-[:ISSUED_FOR]->(city:City)
         WITH DISTINCT city ORDER BY city.code
         RETURN city.code
       } AS city_ids,
       [pair.first, pair.second] AS function_names,
       total
