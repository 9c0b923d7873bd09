// title      部门画像 | Department profile
// question   某部门承担什么：角色、分摊量、指标、协同部门、目标值、时限、法规、措施与原文？ | What does a department carry: roles, load, indicators, partners, targets, deadlines, laws, measures and their wording?
// parameter  department: string naming Department | 部门的全称、简称、职能（兼有数项的，任一项即可）或标识 | Department: full name, short name, function (any of those it has) or id
// parameter  city: string naming City = null | 部门所属城市（名称或代码），含其下辖；null 为全部 | City of the department (name or code), with the units below it; null for all
// parameter  section_leads: boolean = false | 是否计入专章牵头 | Whether section leads count
// parameter  limit: integer or null from 1 = 50 | 至多列出的行数；null 为全部 | Rows shown at most; null for all
// column     department: string | 部门 | Department
// column     city: string | 部门所属城市 | City of the department
// column     functions: [string] | 职能 | Functions
// column     systems: [string] | 所属系统 | Systems it belongs to
// column     led: integer | 牵头 | Measures led
// column     responsible: integer | 负责 | Measures carried
// column     supported: integer | 配合 | Measures supported
// column     section_led: integer | 专章牵头 | Measures under a section it leads
// column     measures: integer | 措施数（不重复） | Measures, each once
// column     load: float | 分摊量：每条措施由 n 个部门各担 1/n（各相关单位不计入 n），取六位小数 | Fractional load: each of the n departments of a measure carries 1/n (groups such as 各相关单位 are not counted), to six decimals
// column     named: integer | 正文提及它的措施数，未必由它负责 | Measures whose text names it, responsible or not
// column     stated: boolean | 有关文件中有无写明责任的；false 时数目为 null：未写明，并非没有任务 | Whether any document concerned states responsibility; where false the numbers are null: not stated, which is not no load
// column     not_stated: [string] | 未写明责任的有关文件：其城市的，或写到它的 | Documents that state none, of its city or speaking of it
// column     indicators: [map] | 国家指标：indicator、measures | National indicators: indicator, measures
// column     partners: [map] | 协同部门：department、measures、department_id | Departments it shares measures with: department, measures, department_id
// column     targets: [map] | 目标值：metric、kind、from、to、unit、comparator、due、quote、start、end、measure_id、target_id | Targets: metric, kind, from, to, unit, comparator, due, quote, start, end, measure_id, target_id
// column     deadlines: [map] | 时限：value、latest、quote、start、end、measure_id、deadline_id | Deadlines: value, latest, quote, start, end, measure_id, deadline_id
// column     laws: [map] | 所引法规：law、number、kind、measures、law_id | Laws cited: law, number, kind, measures, law_id
// column     details: [map] | 责任表述，含专章牵头：document、number、heading、role、quote、start、end、id（措施） | Statements, section leads too: document, number, heading, role, quote, start, end, id (of the measure)
// column     department_id: string | 部门标识 | Id of the department
// column     city_id: string | 城市代码 | Code of the city
// column     not_stated_ids: [string] | 未写明责任的有关文件的标识 | Ids of the documents that state none
// column     total: integer | 不限行数时的总行数 | Rows there are in all, without the limit
// browser    :param {department: "…", city: null, section_leads: false, limit: 50}

CALL () {
  MATCH (department:Department)
  WHERE department.id = $department OR department.name = $department
     OR department.short = $department OR department.function = $department
  RETURN department
  UNION
  MATCH (:Function {name: $department})<-[:PERFORMS]-(department:Department)
  RETURN department
}
MATCH (department)-[:OF]->(home:City)
WHERE $city IS NULL
   OR EXISTS { (home)-[:PART_OF*0..]->(place:City) WHERE $city IN [place.name, place.code] }
WITH department, home ORDER BY department.id
WITH collect({department: department, home: home}) AS rows
UNWIND rows[..coalesce($limit, size(rows))] AS row
WITH row.department AS department, row.home AS home, size(rows) AS total
CALL (department) {
  MATCH (department)-[:PERFORMS]->(function:Function)
  WITH function ORDER BY function.name
  RETURN collect(function.name) AS functions, collect(DISTINCT function.system) AS systems
}
// Where only section leads are printed, who carries the measures is not known.
CALL (department, home) {
  CALL (department, home) {
    MATCH (home)<-[:ISSUED_FOR]-(document:Document)
    RETURN document
    UNION
    MATCH (department)-[:RESPONSIBLE_FOR|NAMES]-(:Measure)<-[:STATES]-(document:Document)
    RETURN document
  }
  WITH document, EXISTS {
    (document)-[:STATES]->(m:Measure)
    WHERE any(role IN m.open_role WHERE $section_leads OR role <> 'section_lead')
       OR EXISTS { (:Department)-[h:RESPONSIBLE_FOR]->(m) WHERE $section_leads OR h.role <> 'section_lead' }
  } AS stating
  ORDER BY document.id
  RETURN any(each IN collect(stating) WHERE each) AS stated,
         collect(CASE WHEN NOT stating THEN document END) AS not_stated
}
CALL (department) {
  MATCH (department)<-[:NAMES]-(measure:Measure)
  RETURN count(DISTINCT measure) AS named
}
CALL (department) {
  MATCH (department)-[held:RESPONSIBLE_FOR]->(measure:Measure)<-[:STATES]-(document:Document)
  WITH document, measure, held ORDER BY document.id, measure.ordinal, held.start, held.role
  RETURN collect({
    document: document.title, number: measure.printed_number, heading: measure.heading, role: held.role,
    quote: held.raw, start: held.start, end: held.end, id: measure.id
  }) AS details
}
CALL (department) {
  MATCH (department)-[held:RESPONSIBLE_FOR]->(measure:Measure)<-[:STATES]-(document:Document)
  WITH document, measure, collect(held.role) AS roles
  CALL (measure) {
    MATCH (sharer:Department)-[held:RESPONSIBLE_FOR]->(measure)
    WHERE $section_leads OR held.role <> 'section_lead'
    RETURN count(DISTINCT sharer) AS sharers
  }
  WITH measure, roles, sharers, $section_leads OR any(role IN roles WHERE role <> 'section_lead') AS counts
  ORDER BY document.id, measure.ordinal
  RETURN sum(CASE WHEN 'lead' IN roles THEN 1 ELSE 0 END) AS led,
         sum(CASE WHEN 'responsible' IN roles THEN 1 ELSE 0 END) AS responsible,
         sum(CASE WHEN 'support' IN roles THEN 1 ELSE 0 END) AS supported,
         sum(CASE WHEN 'section_lead' IN roles THEN 1 ELSE 0 END) AS section_led,
         sum(CASE WHEN counts THEN 1.0 / sharers ELSE 0.0 END) AS load,
         collect(CASE WHEN counts THEN measure END) AS carried
}
CALL (carried) {
  UNWIND carried AS measure
  MATCH (measure)-[:ADVANCES]->(:Indicator)-[:PART_OF*0..1]->(indicator:Indicator {level: 'national'})
  WITH indicator, count(DISTINCT measure) AS measures ORDER BY measures DESC, indicator.order
  RETURN collect({indicator: indicator.name, measures: measures}) AS indicators
}
CALL (department, carried) {
  UNWIND carried AS measure
  MATCH (partner:Department)-[held:RESPONSIBLE_FOR]->(measure)
  WHERE partner <> department AND ($section_leads OR held.role <> 'section_lead')
  WITH partner, count(DISTINCT measure) AS measures ORDER BY measures DESC, partner.id
  RETURN collect({department: partner.name, measures: measures, department_id: partner.id}) AS partners
}
CALL (carried) {
  UNWIND range(0, size(carried) - 1) AS place
  WITH place, carried[place] AS measure
  MATCH (measure)-[sets:SETS]->(target:Target)
  WITH place, measure, target, sets ORDER BY place, sets.start
  RETURN collect({
    metric: target.metric, kind: target.kind, from: target.from, to: target.to, unit: target.unit,
    comparator: target.comparator, due: target.due, quote: sets.raw, start: sets.start, end: sets.end,
    measure_id: measure.id, target_id: target.id
  }) AS targets
}
CALL (carried) {
  UNWIND range(0, size(carried) - 1) AS place
  WITH place, carried[place] AS measure
  MATCH (measure)-[due:DUE]->(deadline:Deadline)
  WITH place, measure, deadline, due ORDER BY place, due.start
  RETURN collect({
    value: deadline.value, latest: toString(deadline.latest), quote: due.raw, start: due.start, end: due.end,
    measure_id: measure.id, deadline_id: deadline.id
  }) AS deadlines
}
CALL (carried) {
  UNWIND carried AS measure
  MATCH (measure)-[:CITES]->(law:Law)
  WITH law, count(DISTINCT measure) AS measures ORDER BY measures DESC, law.id
  RETURN collect({
    law: law.name, number: law.number, kind: law.kind, measures: measures, law_id: law.id
  }) AS laws
}
RETURN department.name AS department,
       home.name AS city,
       functions,
       systems,
       CASE WHEN stated THEN led END AS led,
       CASE WHEN stated THEN responsible END AS responsible,
       CASE WHEN stated THEN supported END AS supported,
       section_led,
       CASE WHEN stated THEN size(carried) END AS measures,
       CASE WHEN stated THEN round(load, 6) END AS load,
       named,
       stated,
       [each IN not_stated | each.title] AS not_stated,
       indicators,
       partners,
       targets,
       deadlines,
       laws,
       details,
       department.id AS department_id,
       home.code AS city_id,
       [each IN not_stated | each.id] AS not_stated_ids,
       total
