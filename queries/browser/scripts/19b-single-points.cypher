// 19b 单点依赖 · Single points
// title      单点依赖 | Single points
// question   哪些指标在一个城市里只靠一个部门？ | Which indicators rest on one department in a city?
// parameter  city: string naming City = null | 计划所属城市（名称或代码），含其下辖；null 为全部 | City of the plans (name or code), with the units below it; null for all
// parameter  indicator: string naming Indicator = null | 指标（含其子指标）；null 为全部国家指标 | Indicator, with its sub-indicators; null for all national ones
// parameter  roles: [string] of lead, responsible, support, section_lead = ["lead", "responsible", "support"] | 计入的角色；section_lead（专章牵头）仅在列出时计入 | Roles that count; section_lead only where it is listed
// parameter  kinds: [string] of sole, every, not_stated = ["sole", "every", "not_stated"] | 种类：sole 各措施只有这一个部门，every 各措施都有它、且只有它是如此、有的另有他人，not_stated 文件未写明责任，不知是否单点 | Kinds: sole (its measures have this department and nobody else), every (it alone is in every measure, others are in some), not_stated (the documents state no responsibility: not known)
// parameter  minimum: integer from 1 = 1 | 指标至少的措施数 | Measures of the indicator at least
// parameter  limit: integer or null from 1 = 50 | 至多列出的行数；null 为全部 | Rows shown at most; null for all
// column     city: string | 计划所属城市 | City of the plans
// column     indicator: string | 指标 | Indicator
// column     kind: string | 种类：sole、every、not_stated | Kind: sole, every, not_stated
// column     department: string | 所依赖的部门；未写明时为 null | The department it rests on; null where not stated
// column     measures: integer | 该指标的措施数（仅计写明责任的文件）；null 为未写明 | Measures of the indicator in documents that state responsibility; null is not stated
// column     alone: integer | 其中在所问角色中只有该部门、也未写各相关单位的措施 | Those of them that name, in the roles asked about, the department and nobody else, no group such as 各相关单位 either
// column     others: [string] | 其余措施中另有的部门 | Departments that are in some of them
// column     not_stated: integer | 未写明所问角色责任的文件中该指标的措施数，未计入 | Measures of the indicator in documents that state none in the roles asked about, left out
// column     details: [map] | 措施：id、document、number、heading | The measures: id, document, number, heading
// column     department_id: string | 部门标识 | Id of the department
// column     city_code: string | 城市代码 | Code of the city
// column     other_ids: [string] | 其余措施中另有的部门的标识 | Ids of the departments that are in some of them
// column     total: integer | 不限行数时的总行数 | Rows there are in all, without the limit
// browser    :param {city: null, indicator: null, roles: ["lead", "responsible", "support"], kinds: ["sole", "every", "not_stated"], minimum: 1, limit: 50}

// The documents asked for: those of the city and the units below it, else those of the indicator, else all.
CALL () {
  WITH $city AS wanted WHERE wanted IS NOT NULL
  MATCH (place:City) WHERE place.name = wanted OR place.code = wanted
  MATCH (place)<-[:PART_OF*0..]-(city:City)<-[:ISSUED_FOR]-(document:Document)
  RETURN DISTINCT city, document
  UNION
  WITH $indicator AS wanted WHERE wanted IS NOT NULL AND $city IS NULL
  MATCH (:Indicator {name: wanted})<-[:PART_OF*0..1]-(:Indicator)<-[:ADVANCES]-(:Measure)
        <-[:STATES]-(document:Document)-[:ISSUED_FOR]->(city:City)
  RETURN DISTINCT city, document
  UNION
  WITH coalesce($city, $indicator) AS wanted WHERE wanted IS NULL
  MATCH (document:Document)-[:ISSUED_FOR]->(city:City)
  RETURN city, document
}
WITH city, document, EXISTS {
  (document)-[:STATES]->(m:Measure)
  WHERE any(role IN m.open_role WHERE role IN $roles)
     OR EXISTS { (:Department)-[h:RESPONSIBLE_FOR]->(m) WHERE h.role IN $roles }
} AS stating
MATCH (document)-[:STATES]->(measure:Measure)-[:ADVANCES]->(:Indicator)-[:PART_OF*0..1]->(indicator:Indicator)
WHERE indicator.name = $indicator OR $indicator IS NULL AND indicator.level = 'national'
WITH DISTINCT city, document, stating, measure, indicator
CALL (measure) {
  MATCH (department:Department)-[held:RESPONSIBLE_FOR]->(measure)
  WHERE held.role IN $roles
  WITH DISTINCT department ORDER BY department.id
  RETURN collect(department) AS departments
}
WITH city, document, stating, measure, indicator, departments,
     size(departments) + size([role IN measure.open_role WHERE role IN $roles]) = 1 AS alone
ORDER BY document.id, measure.ordinal
WITH city, indicator, collect({
  measure: measure, document: document.title, stating: stating, departments: departments, alone: alone
}) AS found
WITH city, indicator, found, [each IN found WHERE each.stating] AS judged
WITH city, indicator, found, judged,
     [one IN judged[0].departments WHERE all(each IN judged WHERE one IN each.departments)] AS everywhere
WITH city, indicator, found, judged, CASE WHEN size(everywhere) = 1 THEN everywhere[0] END AS department
WITH city, indicator, found, judged, department,
     CASE
       WHEN judged = [] THEN 'not_stated'
       WHEN department IS NULL THEN null
       WHEN all(each IN judged WHERE each.alone) THEN 'sole'
       ELSE 'every'
     END AS kind
WHERE kind IN $kinds AND size(CASE WHEN judged = [] THEN found ELSE judged END) >= $minimum
ORDER BY department IS NULL, city.code, kind DESC, size(judged) DESC, indicator.order, indicator.name
WITH collect({
  city: city, indicator: indicator.name, kind: kind, department: department, found: found, judged: judged
}) AS rows
UNWIND rows[..coalesce($limit, size(rows))] AS row
CALL (row) {
  UNWIND row.judged AS each
  UNWIND each.departments AS other
  WITH DISTINCT row, other WHERE other <> row.department
  ORDER BY other.id
  RETURN collect(other) AS others
}
RETURN row.city.name AS city,
       row.indicator AS indicator,
       row.kind AS kind,
       row.department.name AS department,
       CASE WHEN row.judged <> [] THEN size(row.judged) END AS measures,
       CASE WHEN row.judged <> [] THEN size([each IN row.judged WHERE each.alone]) END AS alone,
       [other IN others | other.name] AS others,
       size(row.found) - size(row.judged) AS not_stated,
       [each IN CASE WHEN row.judged = [] THEN row.found ELSE row.judged END | {
         id: each.measure.id, document: each.document,
         number: each.measure.printed_number, heading: each.measure.heading
       }] AS details,
       row.department.id AS department_id,
       row.city.code AS city_code,
       [other IN others | other.id] AS other_ids,
       size(rows) AS total
