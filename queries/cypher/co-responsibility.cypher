// title      协同部门 | Co-responsibility
// question   某部门与谁共同负责，多少条，占其任务的多少？ | With whom does a department share its measures, how many, and what part of its own?
// parameter  department: string naming Department | 部门的全称、简称、职能（兼有数项的，任一项即可）或标识 | Department: full name, short name, function (any of those it has) or id
// parameter  city: string naming City = null | 部门所属城市（名称或代码），含其下辖；null 为全部 | City of the department (name or code), with the units below it; null for all
// parameter  indicator: string naming Indicator = null | 指标（含其子指标）；null 为全部 | Indicator, with its sub-indicators; null for all
// parameter  roles: [string] of lead, responsible, support, section_lead = ["lead", "responsible", "support"] | 计入的角色；section_lead（专章牵头）仅在列出时计入 | Roles that count; section_lead only where it is listed
// parameter  minimum: integer from 1 = 1 | 至少共同负责的措施数 | Measures at least
// parameter  limit: integer or null from 1 = 50 | 至多列出的行数；null 为全部 | Rows shown at most; null for all
// column     department: string | 部门 | Department
// column     partner: string | 协同部门 | The department it shares with
// column     measures: integer | 共同负责的措施数 | Measures they share
// column     share: float | 占该部门（所问指标、角色的）措施之比，取六位小数 | Their part of the department's measures, of the indicator and roles asked about, to six decimals
// column     indicators: [string] | 这些措施对应的国家指标 | National indicators of those measures
// column     details: [map] | 措施：id、document、number、heading | The measures: id, document, number, heading
// column     department_id: string | 部门标识 | Its id
// column     partner_id: string | 协同部门标识 | The partner's id
// column     total: integer | 不限行数时的总行数 | Rows there are in all, without the limit
// browser    :param {department: "…", city: null, indicator: null, roles: ["lead", "responsible", "support"], minimum: 1, limit: 50}

CALL () {
  MATCH (department:Department)
  WHERE department.id = $department OR department.name = $department
     OR department.short = $department OR department.function = $department
  RETURN department
  UNION
  MATCH (:Function {name: $department})<-[:PERFORMS]-(department:Department)
  RETURN department
}
WITH department
WHERE $city IS NULL
   OR EXISTS {
     (department)-[:OF]->(:City)-[:PART_OF*0..]->(place:City) WHERE $city IN [place.name, place.code]
   }
MATCH (department)-[held:RESPONSIBLE_FOR]->(measure:Measure)<-[:STATES]-(document:Document)
WHERE held.role IN $roles
WITH DISTINCT department, measure, document
WHERE $indicator IS NULL
   OR EXISTS { (measure)-[:ADVANCES]->(:Indicator)-[:PART_OF*0..1]->(:Indicator {name: $indicator}) }
ORDER BY document.id, measure.ordinal
WITH department, collect({measure: measure, document: document.title}) AS own
UNWIND own AS each
WITH department, size(own) AS carried, each, each.measure AS measure
MATCH (partner:Department)-[held:RESPONSIBLE_FOR]->(measure)
WHERE partner <> department AND held.role IN $roles
WITH department, carried, partner, each, count(held) AS times
WITH department, carried, partner, collect(each) AS shared
WHERE size(shared) >= $minimum
ORDER BY department.id, size(shared) DESC, partner.id
WITH collect({department: department, carried: carried, partner: partner, shared: shared}) AS pairs
UNWIND pairs[..coalesce($limit, size(pairs))] AS pair
CALL (pair) {
  UNWIND pair.shared AS each
  WITH each.measure AS measure
  MATCH (measure)-[:ADVANCES]->(:Indicator)-[:PART_OF*0..1]->(indicator:Indicator {level: 'national'})
  WITH DISTINCT indicator ORDER BY indicator.order
  RETURN collect(indicator.name) AS indicators
}
RETURN pair.department.name AS department,
       pair.partner.name AS partner,
       size(pair.shared) AS measures,
       round(toFloat(size(pair.shared)) / pair.carried, 6) AS share,
       indicators,
       [each IN pair.shared | {
         id: each.measure.id, document: each.document,
         number: each.measure.printed_number, heading: each.measure.heading
       }] AS details,
       pair.department.id AS department_id,
       pair.partner.id AS partner_id,
       size(pairs) AS total
