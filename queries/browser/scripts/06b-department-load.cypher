// 06b 部门任务量 · Department load
// title      部门任务量 | Department load
// question   各部门牵头、负责、配合多少措施，分摊多少？ | How many measures does each department lead, carry and support, and what is its share?
// parameter  city: string naming City = null | 计划所属城市（名称或代码），含其下辖；null 为全部 | City of the plans (name or code), with the units below it; null for all
// parameter  indicator: string naming Indicator = null | 指标（含其子指标）；null 为全部 | Indicator, with its sub-indicators; null for all
// parameter  section_leads: boolean = false | 是否计入专章牵头 | Whether section leads count
// parameter  limit: integer or null from 1 = 50 | 至多列出的行数；null 为全部 | Rows shown at most; null for all
// column     department: string | 部门，只牵头专章的也成行；null 为一个任何角色都未写明的文件（只写专章牵头的文件没有这样的行） | Department, with a row too where it only leads a section; null for a document that states no role at all (one of section leads alone has no such row)
// column     city: string | 部门所属城市；部门为 null 时是文件的城市 | City of the department; of the document where the department is null
// column     led: integer | 牵头 | Measures led
// column     responsible: integer | 负责 | Measures carried
// column     supported: integer | 配合 | Measures supported
// column     section_led: integer | 专章牵头 | Measures under a section it leads
// column     measures: integer | 措施数（不重复） | Measures, each once
// column     load: float | 分摊量：每条措施由 n 个部门各担 1/n（各相关单位不计入 n），取六位小数 | Fractional load: each of the n departments of a measure carries 1/n (groups such as 各相关单位 are not counted), to six decimals
// column     indicators: integer | 涉及国家指标数 | National indicators covered
// column     stated: boolean | 所在文件有无写明责任的；false 时数目为 null（专章牵头数除外）：未写明，并非没有任务 | Whether any document of its measures states responsibility; where false the numbers are null, but for section leads: not stated, which is not no load
// column     document: string | 未写明责任的文件 | The document that states none
// column     department_id: string | 部门标识 | Id of the department
// column     city_id: string | 城市代码 | Code of the city
// column     document_id: string | 该文件标识 | Id of that document
// column     total: integer | 不限行数时的总行数 | Rows there are in all, without the limit
// browser    :param {city: null, indicator: null, section_leads: false, limit: 50}

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
  RETURN department, measure, held.role AS role
  UNION ALL
  WITH $indicator AS wanted WHERE wanted IS NOT NULL AND $city IS NULL
  MATCH (:Indicator {name: wanted})<-[:PART_OF*0..1]-(:Indicator)<-[:ADVANCES]-(measure:Measure)
  WITH DISTINCT measure
  MATCH (department:Department)-[held:RESPONSIBLE_FOR]->(measure)
  RETURN department, measure, held.role AS role
  UNION ALL
  WITH coalesce($city, $indicator) AS wanted WHERE wanted IS NULL
  MATCH (department)-[held:RESPONSIBLE_FOR]->(measure)
  WHERE held.role IN ['lead', 'responsible', 'support', 'section_lead']
  RETURN department, measure, held.role AS role
}
WITH measure, department, collect(role) AS roles
WITH measure, department, roles, $section_leads OR any(role IN roles WHERE role <> 'section_lead') AS counts
WITH measure, collect([department, roles, counts]) AS held, sum(CASE WHEN counts THEN 1 ELSE 0 END) AS sharers
UNWIND held AS each
WITH each[0] AS department, each[1] AS roles, each[2] AS counts, sharers, measure
WITH department,
     sum(CASE WHEN 'lead' IN roles THEN 1 ELSE 0 END) AS led,
     sum(CASE WHEN 'responsible' IN roles THEN 1 ELSE 0 END) AS responsible,
     sum(CASE WHEN 'support' IN roles THEN 1 ELSE 0 END) AS supported,
     sum(CASE WHEN 'section_lead' IN roles THEN 1 ELSE 0 END) AS section_led,
     round(sum(CASE WHEN counts THEN 1.0 / sharers ELSE 0.0 END), 6) AS load,
     collect(CASE WHEN counts THEN measure END) AS carried,
     collect(measure) AS concerned
// Where only section leads are printed, who carries the measures is not known.
WITH *, size(carried) > 0 OR EXISTS {
  UNWIND concerned AS measure
  MATCH (measure)<-[:STATES]-(document:Document)
  WITH DISTINCT document
  MATCH (document)-[:STATES]->(other:Measure)
  WHERE any(role IN other.open_role WHERE role <> 'section_lead')
     OR EXISTS { (:Department)-[h:RESPONSIBLE_FOR]->(other) WHERE h.role <> 'section_lead' }
  RETURN other
} AS stated
WITH collect({
  department: department, led: led, responsible: responsible, supported: supported, section_led: section_led,
  load: load, carried: carried, measures: size(carried), stated: stated
}) + COLLECT {
  CALL () {
    WITH $city AS wanted WHERE wanted IS NOT NULL
    MATCH (place:City) WHERE place.name = wanted OR place.code = wanted
    MATCH (place)<-[:PART_OF*0..]-(:City)<-[:ISSUED_FOR]-(document:Document {states_responsibility: false})
    RETURN DISTINCT document
    UNION
    WITH $city AS wanted WHERE wanted IS NULL
    MATCH (document:Document {states_responsibility: false})
    RETURN document
  }
  WITH document
  WHERE $indicator IS NULL
     OR EXISTS {
       (document)-[:STATES]->(:Measure)-[:ADVANCES]->(:Indicator)-[:PART_OF*0..1]->(:Indicator {name: $indicator})
     }
  RETURN {document: document, stated: false}
} AS rows
UNWIND rows AS row
WITH row
ORDER BY row.stated DESC, row.measures DESC, row.load DESC, row.department.id, row.document.title
WITH collect(row) AS rows
WITH size(rows) AS total, rows[..coalesce($limit, size(rows))] AS shown
UNWIND shown AS row
WITH total, row, row.department AS department, row.document AS document
CALL (department, document) {
  MATCH (department)-[:OF]->(city:City) RETURN city
  UNION ALL
  MATCH (document)-[:ISSUED_FOR]->(city:City) RETURN city
}
RETURN department.name AS department,
       city.name AS city,
       CASE WHEN row.stated THEN row.led END AS led,
       CASE WHEN row.stated THEN row.responsible END AS responsible,
       CASE WHEN row.stated THEN row.supported END AS supported,
       row.section_led AS section_led,
       CASE WHEN row.stated THEN row.measures END AS measures,
       CASE WHEN row.stated THEN row.load END AS load,
       CASE WHEN row.stated THEN COUNT {
         UNWIND row.carried AS measure
         MATCH (measure)-[:ADVANCES]->(:Indicator)-[:PART_OF*0..1]->(indicator:Indicator {level: 'national'})
         RETURN DISTINCT indicator
       } END AS indicators,
       row.stated AS stated,
       document.title AS document,
       department.id AS department_id,
       city.code AS city_id,
       document.id AS document_id,
       total
