// title      城市比较 | Cities compared
// question   各城市的计划在每个国家指标上有多少措施，由多少部门负责，谁最多，定了多少目标值与时限？ | For each national indicator, how many measures has each city's plan, how many departments carry them, who carries most, and how many targets and deadlines are set?
// parameter  cities: [string] naming City = [] | 要比较的城市（名称或代码），含其下辖，每个城市各自成行；空为全部 | Cities to compare (names or codes), with the units below them, each in rows of its own; none for all
// parameter  indicator: string naming Indicator = null | 只比较此指标（含其子指标）；null 为合计与每个国家指标 | Only this indicator, with its sub-indicators; null for the total and every national one
// parameter  section_leads: boolean = false | 是否计入专章牵头 | Whether section leads count
// parameter  limit: integer or null from 1 = 50 | 至多列出的行数；null 为全部 | Rows shown at most; null for all
// column     indicator: string | 指标；null 为该市全部措施的合计（未对应指标的措施只在此） | Indicator; null for all measures of the city (those of no indicator are only here)
// column     city: string | 城市 | City
// column     measures: integer | 措施数 | Measures
// column     assigned: integer | 写明责任部门的措施；没有措施时为 0；null 为文件未写明责任，并非没有 | Measures with a department; 0 where there are no measures; null where no document states responsibility, which is not none
// column     coverage: float | 写明责任的文件中，有部门的措施之比，取六位小数；没有这样的措施时为 null | Part of the measures that have a department, in the documents that state responsibility, to six decimals; null where these have no measures
// column     not_stated: integer | 所在文件未写明责任的措施 | Measures of documents that state none
// column     departments: integer | 部门数；没有措施时为 0；null 为未写明，并非没有 | Departments; 0 where there are no measures; null is not stated, which is not none
// column     mean_departments: float | 有部门的措施平均由几个部门负责，取六位小数；没有这样的措施时为 null | Departments of a measure that has any, in the mean, to six decimals; null where no measure has any
// column     leading: [string] | 措施最多的部门，相等者都列 | Departments with the most measures, all where equal
// column     leading_functions: [string] | 这些部门的职能，可跨城市比较 | Their functions, which compare across cities
// column     leading_measures: integer | 这些部门各自的措施数；没有部门时为 null | Measures each of them has; null where there are none
// column     targets: integer | 目标值数 | Targets
// column     deadlines: integer | 时限数 | Deadlines
// column     details: [map] | 措施：id、document、number、heading | The measures: id, document, number, heading
// column     city_id: string | 城市代码 | Code of the city
// column     leading_ids: [string] | 措施最多的部门的标识 | Ids of the departments with the most measures
// column     total: integer | 不限行数时的总行数 | Rows there are in all, without the limit
// browser    :param {cities: [], indicator: null, section_leads: false, limit: 50}

// The cities asked for: those named and those below them, or all.
CALL () {
  UNWIND $cities AS wanted
  MATCH (place:City) WHERE place.name = wanted OR place.code = wanted
  MATCH (place)<-[:PART_OF*0..]-(city:City)
  RETURN DISTINCT city
  UNION
  WITH $cities AS wanted WHERE size(wanted) = 0
  MATCH (city:City)
  RETURN city
}
// The indicators of the rows: the one named, or none (the total) and the national ones.
CALL () {
  WITH $indicator AS wanted WHERE wanted IS NOT NULL
  MATCH (indicator:Indicator {name: wanted})
  RETURN [{name: indicator.name}] AS indicators
  UNION
  MATCH (indicator:Indicator {level: 'national'})
  WHERE $indicator IS NULL
  WITH indicator ORDER BY indicator.order
  WITH collect({name: indicator.name}) AS national WHERE size(national) > 0
  RETURN [{all: true}] + national AS indicators
}
CALL (city) {
  MATCH (city)<-[:ISSUED_FOR]-(document:Document)
  // Where only section leads are printed, who carries the measures is not known.
  WITH document, EXISTS {
    (document)-[:STATES]->(m:Measure)
    WHERE any(role IN m.open_role WHERE $section_leads OR role <> 'section_lead')
       OR EXISTS { (:Department)-[h:RESPONSIBLE_FOR]->(m) WHERE $section_leads OR h.role <> 'section_lead' }
  } AS stated
  MATCH (document)-[:STATES]->(measure:Measure)
  WITH document, stated, measure,
       COLLECT {
         MATCH (measure)-[:ADVANCES]->(:Indicator)-[:PART_OF*0..1]->(indicator:Indicator)
         RETURN DISTINCT indicator.name
       } AS advanced,
       COLLECT {
         MATCH (department:Department)-[held:RESPONSIBLE_FOR]->(measure)
         WHERE $section_leads OR held.role <> 'section_lead'
         RETURN DISTINCT department
       } AS departments,
       COUNT { (measure)-[:SETS]->(:Target) } AS targets,
       COUNT { (measure)-[:DUE]->(:Deadline) } AS deadlines
  ORDER BY document.id, measure.ordinal
  RETURN collect({
    document: document, stated: stated, measure: measure, advanced: advanced, departments: departments,
    targets: targets, deadlines: deadlines
  }) AS own
}
WITH city, indicators, own WHERE size(own) > 0
UNWIND range(0, size(indicators) - 1) AS place
WITH city, indicators[place] AS indicator, place, own
ORDER BY place, city.code
WITH collect({
  city: city, indicator: indicator.name,
  own: [each IN own WHERE indicator.all OR indicator.name IN each.advanced]
}) AS rows
UNWIND rows[..coalesce($limit, size(rows))] AS row
WITH rows, row, [each IN row.own WHERE size(each.departments) > 0] AS assigned,
     size([each IN row.own WHERE NOT each.stated]) AS not_stated
CALL (assigned) {
  UNWIND assigned AS each
  UNWIND each.departments AS department
  WITH department, count(*) AS measures ORDER BY department.id
  RETURN collect({department: department, measures: measures}) AS carrying, max(measures) AS most
}
WITH rows, row, assigned, not_stated, carrying, most,
     [each IN carrying WHERE each.measures = most | each.department] AS leading
RETURN row.indicator AS indicator,
       row.city.name AS city,
       size(row.own) AS measures,
       CASE WHEN size(row.own) = 0 OR not_stated < size(row.own) THEN size(assigned) END AS assigned,
       CASE
         WHEN not_stated < size(row.own) THEN round(toFloat(size(assigned)) / (size(row.own) - not_stated), 6)
       END AS coverage,
       not_stated,
       CASE WHEN size(row.own) = 0 OR not_stated < size(row.own) THEN size(carrying) END AS departments,
       CASE
         WHEN size(assigned) > 0
           THEN round(toFloat(reduce(n = 0, each IN assigned | n + size(each.departments))) / size(assigned), 6)
       END AS mean_departments,
       [department IN leading | department.name] AS leading,
       [department IN leading | department.function] AS leading_functions,
       most AS leading_measures,
       reduce(n = 0, each IN row.own | n + each.targets) AS targets,
       reduce(n = 0, each IN row.own | n + each.deadlines) AS deadlines,
       [each IN row.own | {
         id: each.measure.id, document: each.document.title,
         number: each.measure.printed_number, heading: each.measure.heading
       }] AS details,
       row.city.code AS city_id,
       [department IN leading | department.id] AS leading_ids,
       size(rows) AS total
