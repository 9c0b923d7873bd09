// title      时限 | Deadlines
// question   哪些事项应于何时完成，由谁负责，是否逾期？ | What is due by when, who answers for it, and is it overdue?
// parameter  city: string naming City = null | 计划所属城市（名称或代码），含其下辖；null 为全部 | City of the plans (name or code), with the units below it; null for all
// parameter  indicator: string naming Indicator = null | 指标（含其子指标）；null 为全部 | Indicator, with its sub-indicators; null for all
// parameter  department: string naming Department = null | 负责部门的全称、简称、职能（兼有数项的，任一项即可）或标识；null 为全部 | Department that answers for it: full name, short name, function (any of those it has) or id; null for all
// parameter  roles: [string] of lead, responsible, support, section_lead = ["lead", "responsible", "support"] | 计入的角色；section_lead（专章牵头）仅在列出时计入 | Roles that count; section_lead only where it is listed
// parameter  since: date = null | 时限的最后一日不早于此日，如 "2020-09-01"；null 为不限 | Last day on this day or later, as "2020-09-01"; null for any
// parameter  until: date = null | 时限的最后一日不晚于此日，如 "2020-09-30"（到九月底）；null 为不限 | Last day on this day or earlier, as "2020-09-30" for the end of September; null for any
// parameter  today: date = null | 逾期按此日计，如 "2020-10-01"；null 为不计 | Day against which overdue is told, as "2020-10-01"; null: it is not told
// parameter  limit: integer or null from 1 = 50 | 至多列出的行数；null 为全部 | Rows shown at most; null for all
// column     latest: date | 时限的最后一日 | Last day meant
// column     value: string | 所指时间：年、年月或日期 | Time meant: year, month or date
// column     quote: string | 原文 | As printed
// column     overdue: boolean | 是否已过最后一日；未给 today 时为 null | Whether the last day is past; null where no today is given
// column     days: integer | 距最后一日的天数（逾期为负）；未给 today 时为 null | Days left to the last day (negative where overdue); null where no today is given
// column     city: string | 城市 | City
// column     document: string | 文件 | Document
// column     number: string | 印刷编号 | Number as printed
// column     heading: string | 标题句 | Opening phrase
// column     departments: [string] | 负责部门；null 为文件未写明所问角色的责任，并非无人负责 | Departments that answer for the measure; null where the document states no responsibility in the roles asked about, which is not nobody
// column     open: [string] | 未指明单位的责任（按原文） | Open responsibilities as printed
// column     details: [map] | 责任：department、role、quote、start、end、department_id | Responsibility: department, role, quote, start, end, department_id
// column     start: integer | 时限的起始字符 | First character of the deadline
// column     end: integer | 其结束字符（不含） | One past its last character
// column     source: string | 来源文件（字符位置按其计） | Name of the file whose characters are counted
// column     measure: string | 措施标识 | Id of the measure
// column     document_id: string | 文件标识 | Id of the document
// column     deadline_id: string | 时限标识 | Id of the deadline
// column     department_ids: [string] | 负责部门的标识；null 为文件未写明 | Ids of those departments; null is not stated in the document
// column     total: integer | 不限行数时的总行数 | Rows there are in all, without the limit
// browser    :param {city: null, indicator: null, department: null, roles: ["lead", "responsible", "support"], since: null, until: null, today: null, limit: 50}

WITH date(coalesce($since, '0001-01-01')) AS since, date(coalesce($until, '9999-12-31')) AS until
// Deadlines are sought where fewest are: with the department, else in the city, else by their day.
CALL (since, until) {
  CALL () {
    MATCH (department:Department)
    WHERE department.id = $department OR department.name = $department
       OR department.short = $department OR department.function = $department
    RETURN department
    UNION
    MATCH (:Function {name: $department})<-[:PERFORMS]-(department:Department)
    RETURN department
  }
  MATCH (department)-[held:RESPONSIBLE_FOR]->(measure:Measure)-[due:DUE]->(deadline:Deadline)
  WHERE held.role IN $roles
  RETURN measure, due, deadline
  UNION
  WITH $city AS wanted WHERE wanted IS NOT NULL AND $department IS NULL
  MATCH (place:City) WHERE place.name = wanted OR place.code = wanted
  MATCH (place)<-[:PART_OF*0..]-(:City)<-[:ISSUED_FOR]-(:Document)-[:STATES]->(measure:Measure)
        -[due:DUE]->(deadline:Deadline)
  RETURN measure, due, deadline
  UNION
  WITH since, until, coalesce($department, $city) AS wanted WHERE wanted IS NULL
  MATCH (deadline:Deadline) WHERE since <= deadline.latest <= until
  MATCH (measure:Measure)-[due:DUE]->(deadline)
  RETURN measure, due, deadline
}
WITH measure, due, deadline WHERE since <= deadline.latest <= until
MATCH (measure)<-[:STATES]-(document:Document)-[:ISSUED_FOR]->(city:City)
WHERE ($city IS NULL
   OR EXISTS { (city)-[:PART_OF*0..]->(place:City) WHERE $city IN [place.name, place.code] })
  AND ($indicator IS NULL
   OR EXISTS { (measure)-[:ADVANCES]->(:Indicator)-[:PART_OF*0..1]->(:Indicator {name: $indicator}) })
WITH measure, due, deadline, document, city
ORDER BY deadline.latest, city.code, document.id, measure.ordinal, due.start, deadline.id
WITH collect({measure: measure, due: due, deadline: deadline, document: document, city: city}) AS rows
UNWIND rows[..coalesce($limit, size(rows))] AS row
WITH rows, row, row.measure AS measure, row.document AS document
CALL (measure) {
  MATCH (department:Department)-[held:RESPONSIBLE_FOR]->(measure) WHERE held.role IN $roles
  WITH department, held ORDER BY held.start, held.role, department.id
  RETURN collect(DISTINCT department) AS answering,
         collect({
           department: department.name, role: held.role, quote: held.raw, start: held.start, end: held.end,
           department_id: department.id
         }) AS details
}
// Where only other roles are printed, who has those asked about is not known.
CALL (document) {
  RETURN EXISTS {
    (document)-[:STATES]->(m:Measure)
    WHERE any(role IN m.open_role WHERE role IN $roles)
       OR EXISTS { (:Department)-[h:RESPONSIBLE_FOR]->(m) WHERE h.role IN $roles }
  } AS stated
}
RETURN row.deadline.latest AS latest,
       row.deadline.value AS value,
       row.due.raw AS quote,
       date($today) > row.deadline.latest AS overdue,
       duration.inDays(date($today), row.deadline.latest).days AS days,
       row.city.name AS city,
       document.title AS document,
       measure.printed_number AS number,
       measure.heading AS heading,
       CASE WHEN stated THEN [department IN answering | department.name] END AS departments,
       measure.open_raw AS open,
       details,
       row.due.start AS start,
       row.due.end AS end,
       document.source AS source,
       measure.id AS measure,
       document.id AS document_id,
       row.deadline.id AS deadline_id,
       CASE WHEN stated THEN [department IN answering | department.id] END AS department_ids,
       size(rows) AS total
