// 16b 共同责任 · Shared responsibility
// title      共同责任 | Shared responsibility
// question   哪些部门共同负责措施，涉及哪些指标，多少条，是哪些？ | Which departments share responsibility, over which indicators, in how many measures, and which?
// parameter  city: string naming City = null | 计划所属城市（名称或代码），含其下辖；null 为全部 | City of the plans (name or code), with the units below it; null for all
// parameter  indicator: string naming Indicator = null | 指标（含其子指标）；null 为全部 | Indicator, with its sub-indicators; null for all
// parameter  roles: [string] of lead, responsible, support, section_lead = ["lead", "responsible", "support"] | 计入的角色；section_lead（专章牵头）仅在列出时计入 | Roles that count; section_lead only where it is listed
// parameter  minimum: integer from 1 = 1 | 至少共同负责的措施数 | Measures at least
// parameter  limit: integer or null from 1 = 50 | 至多列出的行数；null 为全部 | Rows shown at most; null for all
// column     first: string | 部门 | Department
// column     second: string | 另一部门 | The other department
// column     measures: integer | 共同负责的措施数 | Measures they share
// column     indicators: [string] | 这些措施对应的国家指标 | National indicators of those measures
// column     details: [map] | 措施：id、document、number、heading | The measures: id, document, number, heading
// column     first_id: string | 部门标识 | Its id
// column     second_id: string | 另一部门标识 | The other's id
// column     total: integer | 不限行数时的总行数 | Rows there are in all, without the limit
// browser    :param {city: null, indicator: null, roles: ["lead", "responsible", "support"], minimum: 1, limit: 50}

// The cities asked for: the one named and those below it, or all.
CALL () {
  WITH $city AS wanted WHERE wanted IS NOT NULL
  MATCH (place:City) WHERE place.name = wanted OR place.code = wanted
  MATCH (place)<-[:PART_OF*0..]-(city:City)
  RETURN DISTINCT city
  UNION
  WITH $city AS wanted WHERE wanted IS NULL
  MATCH (city:City)
  RETURN city
}
MATCH (city)<-[:ISSUED_FOR]-(document:Document)-[:STATES]->(measure:Measure)
WHERE $indicator IS NULL
   OR EXISTS { (measure)-[:ADVANCES]->(:Indicator)-[:PART_OF*0..1]->(:Indicator {name: $indicator}) }
MATCH (first:Department)-[one:RESPONSIBLE_FOR]->(measure)<-[other:RESPONSIBLE_FOR]-(second:Department)
WHERE first.id < second.id AND one.role IN $roles AND other.role IN $roles
WITH DISTINCT first, second, document, measure
ORDER BY document.id, measure.ordinal
WITH first, second, collect({measure: measure, document: document.title}) AS shared
WHERE size(shared) >= $minimum
ORDER BY size(shared) DESC, first.id, second.id
WITH collect({first: first, second: second, shared: shared}) AS pairs
UNWIND pairs[..coalesce($limit, size(pairs))] AS pair
CALL (pair) {
  UNWIND pair.shared AS each
  WITH each.measure AS measure
  MATCH (measure)-[:ADVANCES]->(:Indicator)-[:PART_OF*0..1]->(indicator:Indicator {level: 'national'})
  WITH DISTINCT indicator ORDER BY indicator.order
  RETURN collect(indicator.name) AS indicators
}
RETURN pair.first.name AS first,
       pair.second.name AS second,
       size(pair.shared) AS measures,
       indicators,
       [each IN pair.shared | {
         id: each.measure.id, document: each.document,
         number: each.measure.printed_number, heading: each.measure.heading
       }] AS details,
       pair.first.id AS first_id,
       pair.second.id AS second_id,
       size(pairs) AS total
