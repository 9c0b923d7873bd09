// title      法规影响面 | Law reach
// question   法规经由引用它的措施，及于多少文件、城市、指标与部门，何时最早被引？ | How many documents, cities, indicators and departments does a law reach through the measures that cite it, and when was it first cited?
// parameter  law: string naming Law = null | 法规的名称、文号或标识；null 为全部 | Law: name, number or id; null for all
// parameter  city: string naming City = null | 计划所属城市（名称或代码），含其下辖；null 为全部 | City of the plans (name or code), with the units below it; null for all
// parameter  indicator: string naming Indicator = null | 指标（含其子指标）；null 为全部 | Indicator, with its sub-indicators; null for all
// parameter  roles: [string] of lead, responsible, support, section_lead = ["lead", "responsible", "support"] | 计入的角色；section_lead（专章牵头）仅在列出时计入 | Roles that count; section_lead only where it is listed
// parameter  minimum: integer from 1 = 1 | 至少引用的措施数 | Measures at least
// parameter  limit: integer or null from 1 = 50 | 至多列出的行数；null 为全部 | Rows shown at most; null for all
// column     law: string | 名称；仅有文号的为 null | Name; null where only a number is printed
// column     number: string | 文号 | Number
// column     kind: string | 种类 | Kind
// column     level: string | 制定层级；null 为未写明 | Who made it; null is not stated
// column     measures: integer | 引用它的措施数 | Measures that cite it
// column     documents: integer | 引用它的文件数 | Documents that cite it
// column     first_cited: date | 最早引用它的文件的印发日期；null 为各文件均未印日期 | Date of the earliest document that cites it; null where none of them is dated
// column     first_document: string | 该文件 | That document
// column     undated: integer | 其中未印日期的文件数，未参与比较 | Documents among them without a date, which may be earlier
// column     cities: [string] | 引用它的城市 | Cities whose plans cite it
// column     indicators: [string] | 这些措施对应的国家指标 | National indicators of those measures
// column     departments: integer | 负责这些措施的部门数；null 为各文件均未写明所问角色的责任，并非没有 | Departments that carry those measures; null where no document states responsibility in the roles asked about, which is not none
// column     department_names: [string] | 这些部门 | Those departments
// column     not_stated: integer | 所在文件未写明所问角色责任的措施 | Measures of documents that state no responsibility in the roles asked about
// column     details: [map] | 每处引用：document、number、heading、quote、article、start、end、id（措施） | Each citation: document, number, heading, quote, article, start, end, id (of the measure)
// column     law_id: string | 法规标识 | Id of the law
// column     first_document_id: string | 最早引用它的文件的标识 | Id of the earliest document that cites it
// column     city_ids: [string] | 引用它的城市的代码 | Codes of the cities whose plans cite it
// column     department_ids: [string] | 负责这些措施的部门的标识 | Ids of the departments that carry those measures
// column     total: integer | 不限行数时的总行数 | Rows there are in all, without the limit
// browser    :param {law: null, city: null, indicator: null, roles: ["lead", "responsible", "support"], minimum: 1, limit: 50}

// The documents asked for: those of the city and the units below it, else those that cite the law, else those of
// the indicator, else all.
CALL () {
  WITH $city AS wanted WHERE wanted IS NOT NULL
  MATCH (place:City) WHERE place.name = wanted OR place.code = wanted
  MATCH (place)<-[:PART_OF*0..]-(city:City)<-[:ISSUED_FOR]-(document:Document)
  RETURN DISTINCT city, document
  UNION
  WITH $law AS wanted WHERE wanted IS NOT NULL AND $city IS NULL
  MATCH (law:Law) WHERE law.id = wanted OR law.name = wanted OR law.number = wanted
  MATCH (law)<-[:CITES]-(:Measure)<-[:STATES]-(document:Document)-[:ISSUED_FOR]->(city:City)
  RETURN DISTINCT city, document
  UNION
  WITH $indicator AS wanted WHERE wanted IS NOT NULL AND $city IS NULL AND $law IS NULL
  MATCH (:Indicator {name: wanted})<-[:PART_OF*0..1]-(:Indicator)<-[:ADVANCES]-(:Measure)
        <-[:STATES]-(document:Document)-[:ISSUED_FOR]->(city:City)
  RETURN DISTINCT city, document
  UNION
  WITH coalesce($city, $law, $indicator) AS wanted WHERE wanted IS NULL
  MATCH (document:Document)-[:ISSUED_FOR]->(city:City)
  RETURN city, document
}
WITH city, document, EXISTS {
  (document)-[:STATES]->(m:Measure)
  WHERE any(role IN m.open_role WHERE role IN $roles)
     OR EXISTS { (:Department)-[h:RESPONSIBLE_FOR]->(m) WHERE h.role IN $roles }
} AS stating
MATCH (document)-[:STATES]->(measure:Measure)
WHERE $indicator IS NULL
   OR EXISTS { (measure)-[:ADVANCES]->(:Indicator)-[:PART_OF*0..1]->(:Indicator {name: $indicator}) }
MATCH (measure)-[cited:CITES]->(law:Law)
WHERE $law IS NULL OR $law IN [law.id, law.name, law.number]
WITH law, city, document, stating, measure, cited
ORDER BY document.issued_on, document.id, measure.ordinal, cited.start
WITH law, city, document, stating, measure, collect(cited) AS cited
WITH law,
     collect({measure: measure, document: document.title, stating: stating, cited: cited}) AS citing,
     collect(DISTINCT document) AS documents,
     collect(DISTINCT city) AS cities
WHERE size(citing) >= $minimum
ORDER BY size(citing) DESC, law.id
WITH collect({law: law, citing: citing, documents: documents, cities: cities}) AS rows
UNWIND rows[..coalesce($limit, size(rows))] AS row
CALL (row) {
  UNWIND row.citing AS each
  WITH each.measure AS measure
  MATCH (measure)-[:ADVANCES]->(:Indicator)-[:PART_OF*0..1]->(indicator:Indicator {level: 'national'})
  WITH DISTINCT indicator ORDER BY indicator.order
  RETURN collect(indicator.name) AS indicators
}
CALL (row) {
  UNWIND row.citing AS each
  WITH each.measure AS measure
  MATCH (department:Department)-[held:RESPONSIBLE_FOR]->(measure)
  WHERE held.role IN $roles
  WITH DISTINCT department ORDER BY department.id
  RETURN collect(department) AS departments
}
CALL (row) {
  UNWIND row.citing AS each
  WITH each, each.measure AS measure
  UNWIND each.cited AS cited
  RETURN collect({
    document: each.document, number: measure.printed_number, heading: measure.heading,
    quote: cited.raw, article: cited.article, start: cited.start, end: cited.end, id: measure.id
  }) AS details
}
WITH rows, row, indicators, departments, details,
     size([each IN row.citing WHERE NOT each.stating]) AS not_stated,
     head([each IN row.documents WHERE each.issued_on IS NOT NULL]) AS first
RETURN row.law.name AS law,
       row.law.number AS number,
       row.law.kind AS kind,
       row.law.level AS level,
       size(row.citing) AS measures,
       size(row.documents) AS documents,
       first.issued_on AS first_cited,
       first.title AS first_document,
       size([each IN row.documents WHERE each.issued_on IS NULL]) AS undated,
       [city IN row.cities | city.name] AS cities,
       indicators,
       CASE WHEN not_stated < size(row.citing) THEN size(departments) END AS departments,
       [department IN departments | department.name] AS department_names,
       not_stated,
       details,
       row.law.id AS law_id,
       first.id AS first_document_id,
       [city IN row.cities | city.code] AS city_ids,
       [department IN departments | department.id] AS department_ids,
       size(rows) AS total
