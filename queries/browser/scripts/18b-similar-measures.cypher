// 18b 相似措施 · Similar measures
// title      相似措施 | Similar measures
// question   各地哪些措施文字相同或相近，共有哪些文字，各由谁负责？ | Which measures of different cities are alike word for word, which words have they in common, and who is responsible on either side?
// parameter  city: string naming City = null | 计划所属城市（名称或代码），含其下辖；null 为全部 | City of the plans (name or code), with the units below it; null for all
// parameter  measure: string naming Measure = null | 措施标识，只看与它相似者；null 为全部 | Id of a measure, for those like it alone; null for all
// parameter  indicator: string naming Indicator = null | 指标（含其子指标），两条之一对应即可；null 为全部 | Indicator, with its sub-indicators, of either of the two; null for all
// parameter  minimum: float from 0 = 0.25 | 相似度至少；低于 0.25 者未存 | Score at least; below 0.25 none is stored
// parameter  limit: integer or null from 1 = 50 | 至多列出的行数；null 为全部 | Rows shown at most; null for all
// column     state: string | 状态：similar 两条措施相似；none 文件已比对，没有与它相似的；not_compared 文件尚未比对（先运行 yingshang similar），有无相似措施不得而知 | State: similar, two measures are; none, the document was compared, and nothing is like it; not_compared, it was not compared yet (run yingshang similar), so nothing is known
// column     score: float | 相似度，0–1 | Score, 0–1
// column     shared: integer | 共有字数 | Characters in common
// column     common: [string] | 共有文字，按原文 | The words in common, as printed
// column     first_city: string | 城市；所问城市的一方在前 | City; the one asked about comes first
// column     first_document: string | 文件 | Document
// column     first_number: string | 印刷编号 | Number as printed
// column     first_heading: string | 标题句 | Opening phrase
// column     first_departments: [map] | 责任：department、role、department_id；null 为文件未写明责任 | Responsibility: department, role, department_id; null where the document states none
// column     second_city: string | 另一城市 | The other city
// column     second_document: string | 另一文件 | The other document
// column     second_number: string | 另一印刷编号 | The other's number as printed
// column     second_heading: string | 另一标题句 | The other's opening phrase
// column     second_departments: [map] | 另一方的责任，同上 | The other's responsibility, likewise
// column     uncompared: integer | 图谱中尚未比对的文件数，与它们有无相似不得而知 | Documents in the graph not compared yet: whether they have anything alike is not known
// column     first_id: string | 措施标识 | Id of the measure
// column     second_id: string | 另一措施标识 | Id of the other
// column     first_document_id: string | 文件标识 | Id of the document
// column     second_document_id: string | 另一文件标识 | Id of the other
// column     total: integer | 不限行数时的总行数 | Rows there are in all, without the limit
// browser    :param {city: null, measure: null, indicator: null, minimum: 0.25, limit: 50}

// The documents asked about: that of the measure, those of the city named and of those below it, or all.
CALL () {
  WITH $measure AS asked WHERE asked IS NOT NULL
  MATCH (document:Document)-[:STATES]->(:Measure {id: asked})
  WHERE $city IS NULL
     OR EXISTS { (document)-[:ISSUED_FOR]->(:City)-[:PART_OF*0..]->(place:City) WHERE $city IN [place.name, place.code] }
  RETURN document
  UNION
  WITH $city AS wanted WHERE wanted IS NOT NULL AND $measure IS NULL
  MATCH (place:City) WHERE place.name = wanted OR place.code = wanted
  MATCH (place)<-[:PART_OF*0..]-(:City)<-[:ISSUED_FOR]-(document:Document)
  RETURN DISTINCT document
  UNION
  WITH $city AS wanted WHERE wanted IS NULL AND $measure IS NULL
  MATCH (:City)<-[:ISSUED_FOR]-(document:Document)
  RETURN document
}
WITH document ORDER BY document.id
WITH collect(document) AS asked
CALL () {
  MATCH (every:Document)
  WITH count(every) AS every
  OPTIONAL MATCH (marked:Document) WHERE marked.compared >= ''
  WITH every, count(marked) AS marked
  RETURN every - marked AS uncompared
}
UNWIND asked AS document
MATCH (document)-[:ISSUED_FOR]->(city:City)
CALL (document, city) {
  MATCH (document)-[:STATES]->(one:Measure)-[similar:SIMILAR_TO]-(other:Measure)
        <-[:STATES]-(elsewhere:Document)-[:ISSUED_FOR]->(place:City)
  WHERE place <> city AND similar.score >= $minimum AND ($measure IS NULL OR one.id = $measure)
    AND ($indicator IS NULL OR any(each IN [one, other] WHERE EXISTS {
      (each)-[:ADVANCES]->(:Indicator)-[:PART_OF*0..1]->(:Indicator {name: $indicator})
    }))
  RETURN collect({
    city: city, document: document, one: one, similar: similar, other: other, elsewhere: elsewhere, place: place
  }) AS found
}
WITH uncompared, CASE
  // A pair whose two sides are both asked about is one row.
  WHEN size(found) > 0 THEN [each IN found WHERE NOT each.elsewhere IN asked OR each.one.id < each.other.id]
  ELSE [{
    city: city, document: document, one: head(COLLECT {
      MATCH (document)-[:STATES]->(one:Measure {id: $measure}) RETURN one
    })
  }]
END AS found
UNWIND found AS each
WITH uncompared, each
ORDER BY each.similar IS NULL, each.similar.score DESC, each.document.compared IS NOT NULL,
         each.document.id, each.one.id, each.other.id
WITH uncompared, collect(each) AS found
UNWIND found[..coalesce($limit, size(found))] AS each
CALL (each) {
  UNWIND [[each.one, each.document], [each.other, each.elsewhere]] AS side
  CALL (side) {
    WITH side[0] AS measure
    MATCH (department:Department)-[held:RESPONSIBLE_FOR]->(measure)
    WITH department, held.role AS role, min(held.start) AS start ORDER BY start, role, department.id
    RETURN collect({department: department.name, role: role, department_id: department.id}) AS departments
  }
  WITH CASE WHEN each.similar IS NOT NULL AND side[1].states_responsibility THEN departments END AS departments
  // A list that is collected leaves nulls out.
  RETURN collect({stated: departments}) AS sides
}
WITH found, uncompared, each, each.similar AS similar, startNode(each.similar) AS start, sides
RETURN CASE
         WHEN similar IS NOT NULL THEN 'similar'
         WHEN each.document.compared IS NULL THEN 'not_compared'
         ELSE 'none'
       END AS state,
       similar.score AS score,
       similar.shared AS shared,
       [i IN range(0, size(coalesce(similar.first_start, [])) - 1)
        | substring(start.text, similar.first_start[i], similar.first_end[i] - similar.first_start[i])] AS common,
       each.city.name AS first_city,
       each.document.title AS first_document,
       each.one.printed_number AS first_number,
       each.one.heading AS first_heading,
       sides[0].stated AS first_departments,
       each.place.name AS second_city,
       each.elsewhere.title AS second_document,
       each.other.printed_number AS second_number,
       each.other.heading AS second_heading,
       sides[1].stated AS second_departments,
       uncompared,
       each.one.id AS first_id,
       each.other.id AS second_id,
       each.document.id AS first_document_id,
       each.elsewhere.id AS second_document_id,
       size(found) AS total
