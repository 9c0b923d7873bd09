// 01b 借鉴措施 · Borrowed measures
// title      借鉴措施 | Borrowed measures
// question   各地共有的措施，谁先印发，多少条，是否同引一部法规、出自上级文件？ | Of the measures that cities have in common, who had them first, how many, and do both cite the same law or follow a document from above?
// parameter  city: string naming City = null | 城市（名称或代码），含其下辖，在先或在后均可；null 为全部 | City (name or code), with the units below it, whether earlier or later; null for all
// parameter  measure: string naming Measure = null | 措施标识，只看与它相似者；null 为全部 | Id of a measure, for those like it alone; null for all
// parameter  indicator: string naming Indicator = null | 指标（含其子指标），两条之一对应即可；null 为全部 | Indicator, with its sub-indicators, of either of the two; null for all
// parameter  minimum: float from 0 = 0.25 | 相似度至少；低于 0.25 者未存 | Score at least; below 0.25 none is stored
// parameter  drafts: boolean = true | 征求意见稿是否计入 | Whether drafts count
// parameter  limit: integer or null from 1 = 50 | 至多列出的行数；null 为全部 | Rows shown at most; null for all
// column     order: string | 先后：dated 前者先印发；same_day 同日，unknown_date 有文件日期不明，均不定先后；none 已比对，没有共有的措施；not_compared 尚未比对（先运行 yingshang similar） | Order: dated, the earlier city issued it first; same_day and unknown_date (a date is not known), undecided; none, compared and nothing in common; not_compared, not compared yet (run yingshang similar)
// column     earlier: string | 在先的城市；不定先后时为代码较小者 | The city that had it first; where undecided, that of the smaller code
// column     later: string | 在后的城市，或所问的城市 | The city that had it after, or the one asked about
// column     measures: integer | 在后城市的措施数（不重复） | Measures of the later city, each once
// column     firsts: integer | 其中图谱内无他市更早者；有文件日期不明时未必真为最早 | Of these, those that no other city in the graph had earlier still, as far as dates are known
// column     same_law: integer | 其中双方引用同一法规者 | Of these, those where both cite the same law
// column     from_above: integer | 其中图谱内有上级文件（国家、省或所属市）与之相似者 | Of these, those like a measure of a document from above (state, province, prefecture) in the graph
// column     only_draft: integer | 其中仅凭征求意见稿判断先后者 | Of these, those where a draft alone makes the order
// column     details: [map] | 各对措施：later_id、later_number、later_heading、later_on、later_status、earlier_id、earlier_number、earlier_heading、earlier_on、earlier_status、score、first、laws、law_ids、above、chain（与两者相似的全部措施，按日期，不明者在后） | Each pair: later_id, later_number, later_heading, later_on, later_status, earlier_id, earlier_number, earlier_heading, earlier_on, earlier_status, score, first, laws, law_ids, above, chain (every measure like either, by date, unknown dates last)
// column     uncompared: integer | 图谱中尚未比对的文件数，与它们有无相似不得而知 | Documents in the graph not compared yet: whether they have anything alike is not known
// column     document: string | 没有共有措施或尚未比对的文件 | The document that has nothing in common, or was not compared
// column     earlier_id: string | 在先城市的代码 | Code of the earlier city
// column     later_id: string | 在后城市的代码 | Code of the later city
// column     document_id: string | 该文件标识 | Id of that document
// column     total: integer | 不限行数时的总行数 | Rows there are in all, without the limit
// browser    :param {city: null, measure: null, indicator: null, minimum: 0.25, drafts: true, limit: 50}

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
WITH document WHERE $drafts OR document.status = 'issued'
ORDER BY document.id
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
  WHERE place <> city AND similar.score >= $minimum AND ($drafts OR elsewhere.status = 'issued')
    AND ($measure IS NULL OR one.id = $measure)
    AND ($indicator IS NULL OR any(each IN [one, other] WHERE EXISTS {
      (each)-[:ADVANCES]->(:Indicator)-[:PART_OF*0..1]->(:Indicator {name: $indicator})
    }))
  WITH city, document, one, similar, other, elsewhere, place,
       CASE
         WHEN document.issued_on IS NULL OR elsewhere.issued_on IS NULL THEN 'unknown_date'
         WHEN document.issued_on = elsewhere.issued_on THEN 'same_day'
         ELSE 'dated'
       END AS order
  WITH *, CASE order WHEN 'dated' THEN elsewhere.issued_on < document.issued_on ELSE place.code < city.code END AS turned
  RETURN collect({
    order: order, score: similar.score, others: elsewhere, asked: one, asked_about: other,
    earlier: CASE WHEN turned THEN other ELSE one END, later: CASE WHEN turned THEN one ELSE other END,
    earlier_in: CASE WHEN turned THEN elsewhere ELSE document END,
    later_in: CASE WHEN turned THEN document ELSE elsewhere END,
    earlier_city: CASE WHEN turned THEN place ELSE city END, later_city: CASE WHEN turned THEN city ELSE place END
  }) AS found
}
WITH uncompared, CASE
  // A pair whose two sides are both asked about is one pair.
  WHEN size(found) > 0 THEN [each IN found WHERE NOT each.others IN asked OR each.asked.id < each.asked_about.id]
  ELSE [{
    order: CASE WHEN document.compared IS NULL THEN 'not_compared' ELSE 'none' END, later_in: document, later_city: city
  }]
END AS found
UNWIND found AS each
// What the later city had itself by that day, in another document of its own, it has from nobody.
CALL (each) {
  WITH each.later AS later, each.later_city AS city, each.earlier_in.issued_on AS day
  OPTIONAL MATCH (later)-[same:SIMILAR_TO]-(:Measure)<-[:STATES]-(own:Document)-[:ISSUED_FOR]->(city)
  WHERE same.score >= $minimum AND own.issued_on <= day AND ($drafts OR own.status = 'issued')
  RETURN count(own) > 0 AS had
}
WITH uncompared, each WHERE NOT (had AND each.order = 'dated')
WITH uncompared, each.order AS order, each.earlier_city AS earlier, each.later_city AS later,
     CASE WHEN each.earlier IS NULL THEN each.later_in END AS document,
     collect(each) AS pairs, count(DISTINCT each.later) AS measures
ORDER BY CASE order WHEN 'dated' THEN 0 WHEN 'same_day' THEN 1 WHEN 'unknown_date' THEN 2 WHEN 'not_compared' THEN 3 ELSE 4 END,
         measures DESC, earlier.code, later.code, document.id
WITH uncompared, collect({
  order: order, earlier: earlier, later: later, document: document, pairs: pairs, measures: measures
}) AS rows
UNWIND rows[..coalesce($limit, size(rows))] AS row
CALL (row) {
  UNWIND [pair IN row.pairs WHERE pair.earlier IS NOT NULL] AS pair
  WITH pair, pair.earlier AS earlier, pair.later AS later
  CALL (earlier, later) {
    MATCH (earlier)-[:CITES]->(law:Law)<-[:CITES]-(later)
    WITH DISTINCT law ORDER BY law.id
    RETURN collect(law) AS laws
  }
  CALL (pair, earlier, later) {
    UNWIND [earlier, later] AS side
    MATCH (side)-[same:SIMILAR_TO]-(:Measure)<-[:STATES]-(document:Document)-[:ISSUED_FOR]->(unit:City)
    WHERE same.score >= $minimum AND ($drafts OR document.status = 'issued')
      AND (unit.level = 'nation'
           OR any(city IN [pair.earlier_city, pair.later_city] WHERE EXISTS { (city)-[:PART_OF*1..]->(unit) }))
    WITH DISTINCT unit, document ORDER BY document.issued_on, document.id
    RETURN collect({city: unit.name, document: document.title, issued_on: toString(document.issued_on), document_id: document.id}) AS above
  }
  CALL (earlier, later) {
    UNWIND [earlier, later] AS side
    MATCH (side)-[same:SIMILAR_TO*0..1]-(like:Measure)<-[:STATES]-(document:Document)-[:ISSUED_FOR]->(city:City)
    WHERE all(step IN same WHERE step.score >= $minimum) AND ($drafts OR document.status = 'issued')
    WITH DISTINCT like, document, city ORDER BY document.issued_on, city.code, like.id
    RETURN collect({
      issued_on: toString(document.issued_on), city: city.name, status: document.status, document: document.title,
      id: like.id
    }) AS chain
  }
  CALL (pair, later) {
    OPTIONAL MATCH (later)-[same:SIMILAR_TO]-(:Measure)<-[:STATES]-(document:Document)-[:ISSUED_FOR]->(city:City)
    WHERE same.score >= $minimum AND ($drafts OR document.status = 'issued')
      AND NOT city IN [pair.earlier_city, pair.later_city] AND document.issued_on < pair.earlier_in.issued_on
    RETURN count(document) = 0 AS first
  }
  WITH pair, earlier, later, laws, above, chain, CASE WHEN pair.order = 'dated' THEN first END AS first
  ORDER BY pair.later_in.id, later.ordinal, later.id, pair.earlier_in.issued_on, pair.earlier_in.id, earlier.ordinal, earlier.id
  RETURN collect({
           later_id: later.id, later_number: later.printed_number, later_heading: later.heading,
           later_on: toString(pair.later_in.issued_on), later_status: pair.later_in.status,
           earlier_id: earlier.id, earlier_number: earlier.printed_number, earlier_heading: earlier.heading,
           earlier_on: toString(pair.earlier_in.issued_on), earlier_status: pair.earlier_in.status,
           score: pair.score, first: first, laws: [law IN laws | coalesce(law.name, law.number)],
           law_ids: [law IN laws | law.id], above: above, chain: chain
         }) AS details,
         count(DISTINCT CASE WHEN first THEN later.id END) AS firsts,
         count(DISTINCT CASE WHEN size(laws) > 0 THEN later.id END) AS same_law,
         count(DISTINCT CASE WHEN size(above) > 0 THEN later.id END) AS from_above,
         count(DISTINCT CASE WHEN 'draft' IN [pair.earlier_in.status, pair.later_in.status] THEN null ELSE later.id END) AS issued
}
WITH uncompared, rows, row, row.order = 'dated' AS dated, row.order <> 'not_compared' AS known,
     details, firsts, same_law, from_above, issued
RETURN row.order AS order,
       row.earlier.name AS earlier,
       row.later.name AS later,
       CASE WHEN known THEN row.measures END AS measures,
       CASE WHEN dated THEN firsts END AS firsts,
       CASE WHEN known THEN same_law END AS same_law,
       CASE WHEN known THEN from_above END AS from_above,
       CASE WHEN dated THEN row.measures - issued END AS only_draft,
       details,
       uncompared,
       row.document.title AS document,
       row.earlier.code AS earlier_id,
       row.later.code AS later_id,
       row.document.id AS document_id,
       size(rows) AS total
