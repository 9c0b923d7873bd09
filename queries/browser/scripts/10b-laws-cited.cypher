// 10b 引用法规 · Laws cited
// title      引用法规 | Laws cited
// question   措施引用了哪些法规文件，各多少次？ | Which laws and documents do the measures cite, and how often?
// parameter  city: string naming City = null | 计划所属城市（名称或代码），含其下辖；null 为全部 | City of the plans (name or code), with the units below it; null for all
// parameter  indicator: string naming Indicator = null | 指标（含其子指标）；null 为全部 | Indicator, with its sub-indicators; null for all
// parameter  kind: string of law, administrative_regulation, local_regulation, rule, normative_document, plan = null | 种类；null 为全部 | Kind; null for all
// parameter  minimum: integer from 1 = 1 | 至少引用的措施数 | Measures at least
// parameter  limit: integer or null from 1 = 50 | 至多列出的行数；null 为全部 | Rows shown at most; null for all
// column     law: string | 名称；仅有文号的为 null | Name; null where only a number is printed
// column     number: string | 文号 | Number
// column     kind: string | 种类 | Kind
// column     measures: integer | 引用它的措施数 | Measures that cite it
// column     citations: integer | 引用次数 | Times it is cited
// column     cities: [string] | 引用它的城市 | Cities whose plans cite it
// column     articles: [string] | 引用的条款 | Articles cited
// column     details: [map] | 措施：id、document、number、heading | The measures: id, document, number, heading
// column     law_id: string | 法规标识 | Id of the law
// column     total: integer | 不限行数时的总行数 | Rows there are in all, without the limit
// browser    :param {city: null, indicator: null, kind: null, minimum: 1, limit: 50}

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
WHERE $indicator IS NULL
   OR EXISTS { (measure)-[:ADVANCES]->(:Indicator)-[:PART_OF*0..1]->(:Indicator {name: $indicator}) }
MATCH (measure)-[cited:CITES]->(law:Law)
WHERE $kind IS NULL OR law.kind = $kind
WITH law, city, document, measure, collect(cited) AS cited
ORDER BY document.id, measure.ordinal
WITH law,
     collect({measure: measure, document: document.title}) AS citing,
     collect(DISTINCT city.name) AS cities,
     sum(size(cited)) AS citations,
     reduce(all = [], each IN collect([one IN cited | one.article]) | all + each) AS printed
WHERE size(citing) >= $minimum
ORDER BY size(citing) DESC, law.id
WITH collect({law: law, citing: citing, cities: cities, citations: citations, printed: printed}) AS rows
UNWIND rows[..coalesce($limit, size(rows))] AS row
CALL (row) {
  UNWIND row.printed AS article
  RETURN collect(DISTINCT article) AS articles
}
RETURN row.law.name AS law,
       row.law.number AS number,
       row.law.kind AS kind,
       size(row.citing) AS measures,
       row.citations AS citations,
       row.cities AS cities,
       articles,
       [each IN row.citing | {
         id: each.measure.id, document: each.document,
         number: each.measure.printed_number, heading: each.measure.heading
       }] AS details,
       row.law.id AS law_id,
       size(rows) AS total
