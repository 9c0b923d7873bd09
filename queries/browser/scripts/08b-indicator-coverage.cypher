// 08b 指标覆盖 · Indicator coverage
// title      指标覆盖 | Indicator coverage
// question   每个国家指标有多少措施，由多少部门负责？ | How many measures does each national indicator have, and how many departments carry them?
// parameter  city: string naming City = null | 计划所属城市（名称或代码），含其下辖；null 为全部 | City of the plans (name or code), with the units below it; null for all
// parameter  section_leads: boolean = false | 是否计入专章牵头 | Whether section leads count
// column     indicator: string | 国家指标 | National indicator
// column     english: string | 英文名 | English name
// column     measures: integer | 措施数（含子指标） | Measures, with those of its sub-indicators
// column     assigned: integer | 写明责任部门的措施；没有措施时为 0 | Measures with a department; 0 where there are no measures
// column     unassigned: integer | 文件写明责任、本条没有部门的措施 | Measures without one in documents that state responsibility
// column     not_stated: integer | 所在文件未写明责任的措施 | Measures of documents that state none
// column     departments: integer | 部门数；没有措施时为 0；null 为未写明，并非没有 | Departments; 0 where there are no measures; null is not stated, which is not none
// column     department_names: [string] | 这些部门 | Those departments
// column     cities: integer | 有此类措施的城市数 | Cities with such measures
// column     stated: boolean | 这些措施的文件有无写明责任的；没有措施时为 null | Whether any document of these measures states responsibility; null where there are no measures
// column     department_ids: [string] | 这些部门的标识 | Their ids
// column     total: integer | 总行数 | Rows there are in all
// browser    :param {city: null, section_leads: false}

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
WITH collect(city) AS cities WHERE $city IS NULL OR size(cities) > 0
CALL (cities) {
  UNWIND cities AS city
  MATCH (city)<-[:ISSUED_FOR]-(document:Document)
  // Where only section leads are printed, who carries the measures is not known.
  WITH city, document, EXISTS {
    (document)-[:STATES]->(m:Measure)
    WHERE any(role IN m.open_role WHERE $section_leads OR role <> 'section_lead')
       OR EXISTS { (:Department)-[h:RESPONSIBLE_FOR]->(m) WHERE $section_leads OR h.role <> 'section_lead' }
  } AS stated
  MATCH (document)-[:STATES]->(measure:Measure)
  CALL (measure) {
    MATCH (measure)-[:ADVANCES]->(:Indicator)-[:PART_OF*0..1]->(national:Indicator {level: 'national'})
    RETURN DISTINCT national
  }
  OPTIONAL MATCH (department:Department)-[held:RESPONSIBLE_FOR]->(measure)
  WHERE $section_leads OR held.role <> 'section_lead'
  WITH national, city, stated, measure, department
  ORDER BY department.id
  WITH national,
       count(DISTINCT measure) AS measures,
       count(DISTINCT CASE WHEN department IS NOT NULL THEN measure END) AS assigned,
       count(DISTINCT CASE WHEN NOT stated THEN measure END) AS not_stated,
       count(DISTINCT city) AS places,
       collect(DISTINCT department) AS departments
  RETURN collect({
    name: national.name, measures: measures, assigned: assigned, not_stated: not_stated, places: places,
    departments: departments
  }) AS counts
}
MATCH (national:Indicator {level: 'national'})
WITH counts, national ORDER BY national.order
WITH counts, collect(national) AS nationals
UNWIND nationals AS national
WITH national, size(nationals) AS total, coalesce(
  head([each IN counts WHERE each.name = national.name]),
  {measures: 0, assigned: 0, not_stated: 0, places: 0, departments: []}
) AS found
RETURN national.name AS indicator,
       national.english AS english,
       found.measures AS measures,
       found.assigned AS assigned,
       found.measures - found.assigned - found.not_stated AS unassigned,
       found.not_stated AS not_stated,
       CASE
         WHEN found.measures = 0 OR found.not_stated < found.measures THEN size(found.departments)
       END AS departments,
       [department IN found.departments | department.name] AS department_names,
       found.places AS cities,
       CASE WHEN found.measures > 0 THEN found.not_stated < found.measures END AS stated,
       [department IN found.departments | department.id] AS department_ids,
       total
