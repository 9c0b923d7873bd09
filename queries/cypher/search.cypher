// title      检索 | Search
// question   哪些措施写有这些字词？ | Which measures contain these words?
// parameter  text: string | 要找的字词，空格分开的须都在标题句或正文中出现；不计标点符号，字母不分大小写、全角半角；只有符号时一无所得 | Words to find in heading or text, all of them where spaces part them; signs are left out, case and width of letters make no difference, and signs alone find nothing
// parameter  city: string naming City = null | 计划所属城市（名称或代码），含其下辖；null 为全部 | City of the plans (name or code), with the units below it; null for all
// parameter  limit: integer or null from 1 = 50 | 至多列出的行数；null 为全部 | Rows shown at most; null for all
// column     city: string | 城市 | City
// column     document: string | 文件 | Document
// column     number: string | 印刷编号 | Number as printed
// column     heading: string | 标题句 | Opening phrase
// column     excerpt: string | 第一个字词前后的正文 | Text around the first word
// column     score: float | 相关程度，只在一次回答内可比 | Relevance, comparable within one answer only
// column     measure: string | 措施标识 | Id of the measure
// column     total: integer | 不限行数时的总行数 | Rows there are in all, without the limit
// browser    :param {text: "…", city: null, limit: 50}

// The index holds pairs of neighbouring characters, other letters and digits in words, and no signs. A word is a phrase
// of them; a character that stands alone, also beside letters or digits (45天), is either half of a pair.
WITH [word IN split(replace(replace($text, '　', ' '), '\t', ' '), ' ') WHERE trim(word) <> '' | trim(word)] AS words
WITH [word IN words | {
  word: word,
  runs: reduce(
    found = {runs: [], kind: ''}, sign IN [place IN range(0, size(word) - 1) | substring(word, place, 1)] |
    CASE
      WHEN NOT sign =~ '[\\p{L}\\p{N}]' THEN {runs: found.runs, kind: ''}
      WHEN found.kind = CASE WHEN '㐀' <= sign <= '鿿' THEN 'han' ELSE 'other' END
        THEN {runs: found.runs[..-1] + [found.runs[-1] + sign], kind: found.kind}
      ELSE {runs: found.runs + [sign], kind: CASE WHEN '㐀' <= sign <= '鿿' THEN 'han' ELSE 'other' END}
    END
  ).runs
}] AS parts, words
WITH words, [part IN parts | {
  word: part.word, runs: part.runs, parted: any(run IN part.runs WHERE size(run) = 1 AND '㐀' <= run <= '鿿')
}] AS parts
WITH words, parts, [part IN parts |
  CASE
    WHEN part.parted THEN '(' + reduce(
      all = '', run IN part.runs | all + CASE WHEN all = '' THEN '' ELSE ' AND ' END +
        CASE
          WHEN size(run) = 1 AND '㐀' <= run <= '鿿' THEN '(' + run + ' OR ' + run + '* OR *' + run + ')'
          ELSE '"' + run + '"'
        END
    ) + ')'
    ELSE '"' + replace(replace(part.word, '\\', '\\\\'), '"', '\\"') + '"'
  END
] AS phrases
WHERE size(phrases) > 0
CALL db.index.fulltext.queryNodes('measure_text', reduce(
  all = phrases[0], phrase IN phrases[1..] | all + ' AND ' + phrase
)) YIELD node, score
// Of such a word the index tells the parts alone; the text tells whether they stand together.
WITH words, node, score
WHERE all(part IN parts WHERE NOT part.parted OR size(part.runs) = 1
  OR reduce(all = '', run IN part.runs | all + run) <> part.word
  OR toLower(coalesce(node.heading, '') + '\n' + node.text) CONTAINS toLower(part.word))
MATCH (city:City)<-[:ISSUED_FOR]-(document:Document)-[:STATES]->(node)
WITH words, city, document, node AS measure, score
WHERE $city IS NULL
   OR EXISTS { (city)-[:PART_OF*0..]->(place:City) WHERE $city IN [place.name, place.code] }
WITH words, city, document, measure, score ORDER BY score DESC, document.id, measure.ordinal
WITH words, collect({city: city, document: document, measure: measure, score: score}) AS rows
WITH words, size(rows) AS total, rows[..coalesce($limit, size(rows))] AS shown
UNWIND shown AS row
WITH total, row, row.measure.text AS text, size(split(row.measure.text, words[0])[0]) AS place
// Where the word is printed in another width, the text's beginning stands in for its place.
WITH total, row, text, CASE WHEN place = size(text) OR place < 20 THEN 0 ELSE place - 20 END AS from
RETURN row.city.name AS city,
       row.document.title AS document,
       row.measure.printed_number AS number,
       row.measure.heading AS heading,
       substring(text, from, 80) AS excerpt,
       row.score AS score,
       row.measure.id AS measure,
       total
