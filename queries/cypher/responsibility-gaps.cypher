// title      责任空白 | Responsibility gaps
// question   哪些措施没有具体的责任部门，为什么？ | Which measures have no department of their own, and why?
// parameter  city: string naming City = null | 计划所属城市（名称或代码），含其下辖；null 为全部 | City of the plans (name or code), with the units below it; null for all
// parameter  indicator: string naming Indicator = null | 指标（含其子指标）；null 为全部 | Indicator, with its sub-indicators; null for all
// parameter  gaps: [string] of open, none, not_stated, section_lead = ["open", "none", "not_stated"] | 空白的种类：open 只写各相关单位等，none 文件写明责任而本条没有，not_stated 文件未写明任何责任，section_lead 只有专章牵头（默认不列，只写专章牵头的文件因而没有行） | Kinds of gap: open (only a group such as 各相关单位), none (the document states responsibility, this measure has none), not_stated (the document states none at all), section_lead (only its section has a lead; not among the default, so that a document of section leads alone has no rows)
// parameter  limit: integer or null from 1 = 50 | 至多列出的行数；null 为全部 | Rows shown at most; null for all
// column     city: string | 城市 | City
// column     document: string | 文件 | Document
// column     number: string | 印刷编号 | Number as printed
// column     heading: string | 标题句 | Opening phrase
// column     gap: string | 空白的种类，合于两种时先 open 后 section_lead；not_stated 为文件未写明任何角色，专章牵头也没有 | Kind of gap, open before section_lead where both fit; not_stated: the document states no role at all, no section lead either
// column     open: [string] | 未指明具体单位的责任，按原文 | Open responsibilities as printed
// column     section_leads: [string] | 专章牵头部门 | Departments that lead its section
// column     measure: string | 措施标识 | Id of the measure
// column     document_id: string | 文件标识 | Id of the document
// column     section_lead_ids: [string] | 专章牵头部门的标识 | Ids of those departments
// column     total: integer | 不限行数时的总行数 | Rows there are in all, without the limit
// browser    :param {city: null, indicator: null, gaps: ["open", "none", "not_stated"], limit: 50}

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
WHERE ($indicator IS NULL
    OR EXISTS { (measure)-[:ADVANCES]->(:Indicator)-[:PART_OF*0..1]->(:Indicator {name: $indicator}) })
  AND NOT EXISTS { (:Department)-[held:RESPONSIBLE_FOR]->(measure) WHERE held.role <> 'section_lead' }
WITH city, document, measure,
     CASE
       WHEN NOT document.states_responsibility THEN 'not_stated'
       WHEN size(measure.open_raw) > 0 THEN 'open'
       // What is left is led by its section.
       WHEN EXISTS { (:Department)-[:RESPONSIBLE_FOR]->(measure) } THEN 'section_lead'
       ELSE 'none'
     END AS gap
WHERE gap IN $gaps
ORDER BY city.code, document.id, measure.ordinal
WITH collect({city: city, document: document, measure: measure, gap: gap}) AS rows
WITH size(rows) AS total, rows[..coalesce($limit, size(rows))] AS shown
UNWIND shown AS row
WITH total, row, row.measure AS measure
CALL (measure) {
  MATCH (department:Department)-[:RESPONSIBLE_FOR]->(measure)
  WITH DISTINCT department ORDER BY department.id
  RETURN collect(department) AS leads
}
RETURN row.city.name AS city,
       row.document.title AS document,
       row.measure.printed_number AS number,
       row.measure.heading AS heading,
       row.gap AS gap,
       row.measure.open_raw AS open,
       [department IN leads | department.name] AS section_leads,
       row.measure.id AS measure,
       row.document.id AS document_id,
       [department IN leads | department.id] AS section_lead_ids,
       total
