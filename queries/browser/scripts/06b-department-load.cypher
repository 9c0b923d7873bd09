// 06b 部门任务量 · Department load
// title      部门任务量 | Department load
// question   各部门牵头、负责、配合多少措施，分摊多少？ | How many measures does each department lead, carry and support, and what is its share?
// parameter  city: string naming City = null | 计划所属城市（名称或代码），含其下辖；null 为全部 | City of the plans (name or code), with the units below it; null for all
// parameter  indicator: string naming Indicator = null | 指标（含其子指标）；null 为全部 | Indicator, with its sub-indicators; null for all
// parameter  section_leads: boolean = false | 是否计入专章牵头 | Whether section leads count
// parameter  limit: integer or null from 1 = 50 | 至多列出的行数；null 为全部 | Rows shown at most; null for all
// column     department: string | 部门；未写明责任的文件为 null | Department; null for a document that states no responsibility
// column     city: string | 部门所属城市 | City of the department
// column     led: integer | 牵头 | Measures led
// column     responsible: integer | 负责 | Measures carried
// column     supported: integer | 配合 | Measures supported
// column     section_led: integer | 专章牵头 | Measures under a section it leads
// column     measures: integer | 措施数（不重复） | Measures, each once
// column     load: float | 分摊量：每条措施由 n 个部门各担 1/n（各相关单位不计入 n） | Fractional load: each of the n departments of a measure carries 1/n (groups such as 各相关单位 are not counted)
// column     indicators: integer | 涉及国家指标数 | National indicators covered
// column     stated: boolean | 各措施是否写明责任；false 时数目为 null：未写明，并非没有任务 | Whether the measures' own responsibility is stated; where false the numbers are null: not stated, which is not no load
// column     document: string | 未写明责任的文件 | The document that states none
// column     department_id: string | 部门标识 | Id of the department
// column     total: integer | 不限行数时的总行数 | Rows there are in all, without the limit
// browser    :param {city: null, indicator: null, section_leads: false, limit: 50}

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
WITH collect(city) AS cities
CALL (cities) {
  UNWIND cities AS city
  MATCH (city)<-[:ISSUED_FOR]-(document:Document)
  // Where only section leads are printed, who carries the measures is not known.
  WITH document, EXISTS {
    (document)-[:STATES]->(m:Measure)
    WHERE size(m.open_raw) > 0
       OR EXISTS { (:Department)-[h:RESPONSIBLE_FOR]->(m) WHERE $section_leads OR h.role <> 'section_lead' }
  } AS stated
  MATCH (document)-[:STATES]->(measure:Measure)
  WHERE $indicator IS NULL
     OR EXISTS { (measure)-[:ADVANCES]->(:Indicator)-[:PART_OF*0..1]->(:Indicator {name: $indicator}) }
  MATCH (department:Department)-[held:RESPONSIBLE_FOR]->(measure)
  WITH department, stated, measure, collect(DISTINCT held.role) AS roles
  CALL (measure) {
    MATCH (sharer:Department)-[held:RESPONSIBLE_FOR]->(measure)
    WHERE $section_leads OR held.role <> 'section_lead'
    RETURN count(DISTINCT sharer) AS sharers
  }
  WITH department, stated, roles, sharers, measure,
       $section_leads OR any(role IN roles WHERE role <> 'section_lead') AS counts
  WITH department,
       any(each IN collect(stated) WHERE each) AS stated,
       sum(CASE WHEN 'lead' IN roles THEN 1 ELSE 0 END) AS led,
       sum(CASE WHEN 'responsible' IN roles THEN 1 ELSE 0 END) AS responsible,
       sum(CASE WHEN 'support' IN roles THEN 1 ELSE 0 END) AS supported,
       sum(CASE WHEN 'section_lead' IN roles THEN 1 ELSE 0 END) AS section_led,
       sum(CASE WHEN counts THEN 1.0 / sharers ELSE 0.0 END) AS load,
       collect(CASE WHEN counts THEN measure END) AS carried
  CALL (carried) {
    UNWIND carried AS measure
    MATCH (measure)-[:ADVANCES]->(:Indicator)-[:PART_OF*0..1]->(indicator:Indicator {level: 'national'})
    RETURN count(DISTINCT indicator) AS indicators
  }
  MATCH (department)-[:OF]->(home:City)
  RETURN {
    department: department.name, department_id: department.id, city: home.name,
    led: led, responsible: responsible, supported: supported, section_led: section_led,
    measures: size(carried), load: round(load, 6), indicators: indicators, stated: stated
  } AS row
  UNION ALL
  UNWIND cities AS city
  MATCH (city)<-[:ISSUED_FOR]-(document:Document {states_responsibility: false})
  WHERE $indicator IS NULL
     OR EXISTS {
       (document)-[:STATES]->(:Measure)-[:ADVANCES]->(:Indicator)-[:PART_OF*0..1]->(:Indicator {name: $indicator})
     }
  RETURN {city: city.name, document: document.title, stated: false} AS row
}
WITH row
ORDER BY row.stated DESC, row.measures DESC, row.load DESC, row.department_id, row.document
WITH collect(row) AS rows
UNWIND rows[..coalesce($limit, size(rows))] AS row
RETURN row.department AS department,
       row.city AS city,
       CASE WHEN row.stated THEN row.led END AS led,
       CASE WHEN row.stated THEN row.responsible END AS responsible,
       CASE WHEN row.stated THEN row.supported END AS supported,
       row.section_led AS section_led,
       CASE WHEN row.stated THEN row.measures END AS measures,
       CASE WHEN row.stated THEN row.load END AS load,
       CASE WHEN row.stated THEN row.indicators END AS indicators,
       row.stated AS stated,
       row.document AS document,
       row.department_id AS department_id,
       size(rows) AS total
