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
// column     city_ids: [string] | 引用它的城市的代码 | Codes of the cities whose plans cite it
// column     total: integer | 不限行数时的总行数 | Rows there are in all, without the limit
// browser    :param {city: null, indicator: null, kind: null, minimum: 1, limit: 50}

// What is cited: in the plans of a city and of those below it, else under an indicator, else everywhere.
CALL () {
  WITH $city AS wanted WHERE wanted IS NOT NULL
  MATCH (place:City) WHERE place.name = wanted OR place.code = wanted
  MATCH (place)<-[:PART_OF*0..]-(city:City)
  WITH DISTINCT city
  MATCH (city)<-[:ISSUED_FOR]-(:Document)-[:STATES]->(measure:Measure)-[cited:CITES]->(law:Law)
  WHERE $indicator IS NULL
     OR EXISTS { (measure)-[:ADVANCES]->(:Indicator)-[:PART_OF*0..1]->(:Indicator {name: $indicator}) }
  RETURN law, measure, cited
  UNION ALL
  WITH $indicator AS wanted WHERE wanted IS NOT NULL AND $city IS NULL
  MATCH (:Indicator {name: wanted})<-[:PART_OF*0..1]-(:Indicator)<-[:ADVANCES]-(measure:Measure)
  WITH DISTINCT measure
  MATCH (measure)-[cited:CITES]->(law:Law)
  RETURN law, measure, cited
  UNION ALL
  WITH coalesce($city, $indicator) AS wanted WHERE wanted IS NULL
  MATCH (measure:Measure)-[cited:CITES]->(law:Law)
  RETURN law, measure, cited
}
WITH law, collect(DISTINCT measure) AS measures, count(cited) AS citations
WHERE size(measures) >= $minimum AND ($kind IS NULL OR law.kind = $kind)
ORDER BY size(measures) DESC, law.id
WITH collect({law: law, measures: measures, citations: citations}) AS rows
WITH size(rows) AS total, rows[..coalesce($limit, size(rows))] AS shown
UNWIND shown AS row
WITH total, row, row.law AS law
RETURN law.name AS law,
       law.number AS number,
       law.kind AS kind,
       size(row.measures) AS measures,
       row.citations AS citations,
       COLLECT {
         UNWIND row.measures AS measure
         MATCH (measure)<-[:STATES]-(:Document)-[:ISSUED_FOR]->(city:City)
         WITH DISTINCT city ORDER BY city.code
         RETURN city.name
       } AS cities,
       COLLECT {
         UNWIND row.measures AS measure
         MATCH (measure)-[cited:CITES]->(law)
         WHERE cited.article IS NOT NULL
         MATCH (measure)<-[:STATES]-(document:Document)
         WITH cited.article AS article, document, measure, cited
         ORDER BY document.id, measure.ordinal, cited.start
         RETURN DISTINCT article
       } AS articles,
       COLLECT {
         UNWIND row.measures AS measure
         MATCH (measure)<-[:STATES]-(document:Document)
         WITH measure, document ORDER BY document.id, measure.ordinal
         RETURN {
           id: measure.id, document: document.title, number: measure.printed_number, heading: measure.heading
         }
       } AS details,
       law.id AS law_id,
       COLLECT {
         UNWIND row.measures AS measure
         MATCH (measure)<-[:STATES]-(:Document)-[:ISSUED_FOR]->(city:City)
         WITH DISTINCT city ORDER BY city.code
         RETURN city.code
       } AS city_ids,
       total
