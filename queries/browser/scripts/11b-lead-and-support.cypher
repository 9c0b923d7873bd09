// 11b 牵头与配合 · Lead and support
// title      牵头与配合 | Lead and support
// question   谁牵头、谁配合，在多少条措施中，是哪些？ | Who leads and who supports whom, in how many measures, and which?
// parameter  city: string naming City = null | 计划所属城市（名称或代码），含其下辖；null 为全部 | City of the plans (name or code), with the units below it; null for all
// parameter  department: string naming Department = null | 牵头或配合的部门：全称、简称、职能（兼有数项的，任一项即可）或标识；与 city 同给时须两者都合；null 为全部 | Department that leads or supports: full name, short name, function (any of those it has) or id; with city both must fit; null for all
// parameter  indicator: string naming Indicator = null | 指标（含其子指标）；null 为全部 | Indicator, with its sub-indicators; null for all
// parameter  section_leads: boolean = false | 专章牵头是否算牵头 | Whether the lead of a section leads its measures
// parameter  minimum: integer from 1 = 1 | 至少一牵头一配合的措施数 | Measures at least
// parameter  limit: integer or null from 1 = 50 | 至多列出的行数；null 为全部 | Rows shown at most; null for all
// column     lead: string | 牵头部门；未写明牵头与配合的文件为 null | Department that leads; null for a document that does not state both roles
// column     support: string | 配合部门 | Department that supports it
// column     city: string | 牵头部门所属城市；lead 为 null 时是文件的城市 | City of the leading department; of the document where lead is null
// column     measures: integer | 一家牵头、另一家配合的措施数；null 为未写明，并非没有 | Measures that the one leads and the other supports; null is not stated, which is not none
// column     indicators: [string] | 这些措施对应的国家指标 | National indicators of those measures
// column     stated: boolean | 文件是否写明牵头与配合；只印责任单位的没有写明 | Whether lead and support are stated; a document that prints responsible units only states neither
// column     document: string | 未写明牵头与配合的文件 | The document that does not state both
// column     printed: [string] | 该文件所印的角色：lead、responsible、section_lead、support | Roles that it does print: lead, responsible, section_lead, support
// column     details: [map] | 措施：id、document、number、heading | The measures: id, document, number, heading
// column     lead_id: string | 牵头部门标识 | Id of the leading department
// column     support_id: string | 配合部门标识 | Id of the supporting one
// column     document_id: string | 该文件标识 | Id of that document
// column     city_id: string | 城市代码 | Code of the city
// column     total: integer | 不限行数时的总行数 | Rows there are in all, without the limit
// browser    :param {city: null, department: null, indicator: null, section_leads: false, minimum: 1, limit: 50}

// The departments asked about.
CALL () {
  MATCH (department:Department)
  WHERE department.id = $department OR department.name = $department
     OR department.short = $department OR department.function = $department
  RETURN department
  UNION
  MATCH (:Function {name: $department})<-[:PERFORMS]-(department:Department)
  RETURN department
}
WITH collect(department) AS departments
// The documents asked for: those of the city and the units below it, with a department only those of its city or
// speaking of it; else the department's, else those of the indicator, else all.
CALL (departments) {
  CALL (departments) {
    WITH $city AS wanted, departments WHERE wanted IS NOT NULL
    MATCH (place:City) WHERE place.name = wanted OR place.code = wanted
    MATCH (place)<-[:PART_OF*0..]-(city:City)<-[:ISSUED_FOR]-(document:Document)
    WHERE $department IS NULL
       OR EXISTS { (city)<-[:OF]-(department:Department) WHERE department IN departments }
       OR EXISTS {
         (document)-[:STATES]->(:Measure)<-[:RESPONSIBLE_FOR]-(department:Department) WHERE department IN departments
       }
    RETURN DISTINCT city, document
    UNION
    UNWIND CASE WHEN $city IS NULL THEN departments ELSE [] END AS department
    CALL (department) {
      MATCH (department)-[:OF]->(:City)<-[:ISSUED_FOR]-(document:Document)
      RETURN document
      UNION
      MATCH (department)-[:RESPONSIBLE_FOR]->(:Measure)<-[:STATES]-(document:Document)
      RETURN document
    }
    MATCH (document)-[:ISSUED_FOR]->(city:City)
    RETURN DISTINCT city, document
    UNION
    WITH $indicator AS wanted WHERE wanted IS NOT NULL AND $city IS NULL AND $department IS NULL
    MATCH (:Indicator {name: wanted})<-[:PART_OF*0..1]-(:Indicator)<-[:ADVANCES]-(:Measure)
          <-[:STATES]-(document:Document)-[:ISSUED_FOR]->(city:City)
    RETURN DISTINCT city, document
    UNION
    WITH coalesce($city, $department, $indicator) AS wanted WHERE wanted IS NULL
    MATCH (document:Document)-[:ISSUED_FOR]->(city:City)
    RETURN city, document
  }
  CALL (document) {
    MATCH (document)-[:STATES]->(measure:Measure)
    UNWIND measure.open_role + COLLECT { MATCH (:Department)-[h:RESPONSIBLE_FOR]->(measure) RETURN h.role } AS role
    WITH DISTINCT role ORDER BY role
    RETURN collect(role) AS printed
  }
  WITH city, document, printed,
       'support' IN printed AND ('lead' IN printed OR $section_leads AND 'section_lead' IN printed) AS stated
  RETURN collect({city: city, document: document, printed: printed, stated: stated}) AS documents
}
CALL (departments, documents) {
  UNWIND documents AS each
  WITH each.document AS document
  MATCH (document)-[:STATES]->(measure:Measure)
  WHERE $indicator IS NULL
     OR EXISTS { (measure)-[:ADVANCES]->(:Indicator)-[:PART_OF*0..1]->(:Indicator {name: $indicator}) }
  MATCH (lead:Department)-[leads:RESPONSIBLE_FOR]->(measure)<-[supports:RESPONSIBLE_FOR]-(support:Department)
  WHERE (leads.role = 'lead' OR $section_leads AND leads.role = 'section_lead')
    AND supports.role = 'support' AND lead <> support
    AND ($department IS NULL OR lead IN departments OR support IN departments)
  WITH DISTINCT lead, support, document, measure
  ORDER BY document.id, measure.ordinal
  WITH lead, support, collect({measure: measure, document: document.title}) AS shared
  WHERE size(shared) >= $minimum
  MATCH (lead)-[:OF]->(home:City)
  RETURN {
    lead: lead.name, lead_id: lead.id, support: support.name, support_id: support.id,
    city: home, shared: shared, stated: true
  } AS row
  UNION ALL
  UNWIND documents AS each
  WITH each, each.document AS document
  WHERE NOT each.stated
    AND ($indicator IS NULL OR EXISTS {
      (document)-[:STATES]->(:Measure)-[:ADVANCES]->(:Indicator)-[:PART_OF*0..1]->(:Indicator {name: $indicator})
    })
  RETURN {
    city: each.city, document: document.title, document_id: document.id, printed: each.printed,
    shared: [], stated: false
  } AS row
}
WITH row ORDER BY row.stated DESC, size(row.shared) DESC, row.lead_id, row.support_id, row.document_id
WITH collect(row) AS rows
UNWIND rows[..coalesce($limit, size(rows))] AS row
CALL (row) {
  UNWIND row.shared AS each
  WITH each.measure AS measure
  MATCH (measure)-[:ADVANCES]->(:Indicator)-[:PART_OF*0..1]->(indicator:Indicator {level: 'national'})
  WITH DISTINCT indicator ORDER BY indicator.order
  RETURN collect(indicator.name) AS indicators
}
RETURN row.lead AS lead,
       row.support AS support,
       row.city.name AS city,
       CASE WHEN row.stated THEN size(row.shared) END AS measures,
       indicators,
       row.stated AS stated,
       row.document AS document,
       row.printed AS printed,
       [each IN row.shared | {
         id: each.measure.id, document: each.document,
         number: each.measure.printed_number, heading: each.measure.heading
       }] AS details,
       row.lead_id AS lead_id,
       row.support_id AS support_id,
       row.document_id AS document_id,
       row.city.code AS city_id,
       size(rows) AS total
