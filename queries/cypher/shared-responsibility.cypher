// title      共同责任 | Shared responsibility
// question   哪些部门共同负责措施，涉及哪些指标，多少条，是哪些？ | Which departments share responsibility, over which indicators, in how many measures, and which?
// parameter  city: string naming City = null | 计划所属城市（名称或代码），含其下辖；null 为全部 | City of the plans (name or code), with the units below it; null for all
// parameter  indicator: string naming Indicator = null | 指标（含其子指标）；null 为全部 | Indicator, with its sub-indicators; null for all
// parameter  roles: [string] of lead, responsible, support, section_lead = ["lead", "responsible", "support"] | 计入的角色；section_lead（专章牵头）仅在列出时计入 | Roles that count; section_lead only where it is listed
// parameter  size: integer from 2 = 2 | 每组的部门数，至少 2，2 为成对；n 个部门的一条措施有 C(n, size) 组，组大时宜提高 minimum | Departments of a group, 2 (pairs) or more; a measure of n departments has C(n, size) groups, so raise the minimum with it
// parameter  minimum: integer from 1 = 1 | 至少共同负责的措施数 | Measures at least
// parameter  limit: integer or null from 1 = 50 | 至多列出的行数；null 为全部 | Rows shown at most; null for all
// column     first: string | 部门 | Department
// column     second: string | 另一部门 | The other department
// column     others: [string] | 组内其余部门 | Further departments of a larger group
// column     measures: integer | 共同负责的措施数 | Measures they share
// column     indicators: [string] | 这些措施对应的国家指标 | National indicators of those measures
// column     details: [map] | 措施：id、document、number、heading | The measures: id, document, number, heading
// column     statements: [map] | 各部门的责任表述：id（措施）、department、role、quote、start、end、department_id | What each is printed to answer for: id (of the measure), department, role, quote, start, end, department_id
// column     first_id: string | 部门标识 | Its id
// column     second_id: string | 另一部门标识 | The other's id
// column     member_ids: [string] | 组内全部部门的标识 | Ids of all departments of the group
// column     total: integer | 不限行数时的总行数 | Rows there are in all, without the limit
// browser    :param {city: null, indicator: null, roles: ["lead", "responsible", "support"], size: 2, minimum: 1, limit: 50}

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
WITH department, collect(DISTINCT measure) AS carried ORDER BY department.id
UNWIND carried AS measure
WITH measure, collect(department) AS sharers WHERE size(sharers) >= $size
// Every group of so many, by its places among those that share the measure.
UNWIND reduce(
  groups = [place IN range(0, size(sharers) - 1) | [place]], step IN range(2, $size) |
  reduce(longer = [], group IN groups | longer + [next IN range(group[-1] + 1, size(sharers) - 1) | group + next])
) AS places
WITH [place IN places | sharers[place]] AS members, collect(measure) AS shared
WHERE size(shared) >= $minimum
ORDER BY size(shared) DESC, [member IN members | member.id]
WITH collect({members: members, shared: shared}) AS groups
WITH size(groups) AS total, groups[..coalesce($limit, size(groups))] AS shown
UNWIND shown AS group
WITH total, group
RETURN group.members[0].name AS first,
       group.members[1].name AS second,
       [member IN group.members[2..] | member.name] AS others,
       size(group.shared) AS measures,
       COLLECT {
         UNWIND group.shared AS measure
         MATCH (measure)-[:ADVANCES]->(:Indicator)-[:PART_OF*0..1]->(indicator:Indicator {level: 'national'})
         WITH DISTINCT indicator ORDER BY indicator.order
         RETURN indicator.name
       } AS indicators,
       COLLECT {
         UNWIND group.shared AS measure
         MATCH (measure)<-[:STATES]-(document:Document)
         WITH measure, document ORDER BY document.id, measure.ordinal
         RETURN {
           id: measure.id, document: document.title, number: measure.printed_number, heading: measure.heading
         }
       } AS details,
       COLLECT {
         UNWIND group.shared AS measure
         MATCH (measure)<-[:STATES]-(document:Document)
         UNWIND group.members AS department
         MATCH (department)-[held:RESPONSIBLE_FOR]->(measure)
         WHERE held.role IN $roles
         WITH measure, document, department, held
         ORDER BY document.id, measure.ordinal, held.start, held.role, department.id
         RETURN {
           id: measure.id, department: department.name, role: held.role, quote: held.raw, start: held.start,
           end: held.end, department_id: department.id
         }
       } AS statements,
       group.members[0].id AS first_id,
       group.members[1].id AS second_id,
       [member IN group.members | member.id] AS member_ids,
       total
