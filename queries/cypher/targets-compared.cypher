// title      目标值比较 | Targets compared
// question   同一指标下，各城市为同一事项定下怎样的目标值？ | What do cities undertake for the same thing under the same indicator?
// parameter  cities: [string] naming City = [] | 要比较的城市（名称或代码），含其下辖；空为全部 | Cities to compare (names or codes), with the units below them; none for all
// parameter  indicator: string naming Indicator = null | 指标（含其子指标）；null 为全部 | Indicator, with its sub-indicators; null for all
// parameter  metric: string = null | 所计对象须含的字词；null 为全部 | Words that what is counted must contain; null for all
// parameter  match: string of equal, contained = "contained" | 何为同一事项：所计对象的名称相同（equal），或一个完整含于另一个之中（contained，至少四字，其前无 非、不、未、无） | What makes it the same: equal names of what is counted, or one contained in the other (four characters at least, none of 非 不 未 无 before it)
// parameter  minimum: integer from 1 = 2 | 至少涉及的城市数 | Cities at least
// parameter  limit: integer or null from 1 = 50 | 至多列出的行数；null 为全部 | Rows shown at most; null for all
// column     metric: string | 比较的对象：各名称中最短者；未写明所计对象的目标值不参与比较 | What is compared: the shortest of the names; targets whose text does not say what is counted are left out
// column     indicators: [string] | 共有的国家指标；未对应指标的措施不参与比较 | National indicators in common; measures of no indicator are left out
// column     city: string | 城市 | City
// column     named: string | 本条所称；名称相同未必所计相同，请对照原文 | What this text calls it; an equal name need not count the same thing: read the words
// column     match: string | 名称相同（equal）或含有上列对象（contained） | Its name is equal to that compared, or contains it
// column     from: float | 旧值 | Old value
// column     to: float | 新值 | New value
// column     unit: string | 单位，如原文所印；分数无单位 | Unit as printed; a fraction has none
// column     comparator: string | 比较：=, <=, >=, <, > | Comparison: =, <=, >=, <, >
// column     due: string | 为其所定的时限 | Deadline it is set for
// column     value: float | 新值，按下列单位，取六位小数 | New value in the unit of the next column, to six decimals
// column     common_unit: string | 比较所用单位：只作精确换算（小时为 60 分钟，周为 7 天，年为 12 个月，万、亿为倍数）；工作日与天、小时与天不换算 | Unit compared in; converted only where exact (an hour is 60 minutes, a week 7 days, a year 12 months, 万 and 亿 are factors); working days are not days, nor are hours
// column     rank: integer | 由小到大的名次，相等者同名次；大小何者更进取，视事项而定 | Rank from the smallest, equals alike; whether small or large is bolder depends on what is counted
// column     cities: integer | 定有此目标的城市数 | Cities that set it
// column     quote: string | 原文 | As printed
// column     start: integer | 起始字符 | First character
// column     end: integer | 结束字符（不含） | One past the last character
// column     document: string | 文件 | Document
// column     number: string | 印刷编号 | Number as printed
// column     heading: string | 标题句 | Opening phrase
// column     source: string | 来源文件（字符位置按其计） | Name of the file whose characters are counted
// column     measure: string | 措施标识 | Id of the measure
// column     document_id: string | 文件标识 | Id of the document
// column     city_id: string | 城市代码 | Code of the city
// column     target_id: string | 目标值标识 | Id of the target
// column     total: integer | 不限行数时的总行数 | Rows there are in all, without the limit
// browser    :param {cities: [], indicator: null, metric: null, match: "contained", minimum: 2, limit: 50}

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
MATCH (city)<-[:ISSUED_FOR]-(document:Document)-[:STATES]->(measure:Measure)-[sets:SETS]->(target:Target)
WHERE target.metric CONTAINS coalesce($metric, '')
MATCH (measure)-[:ADVANCES]->(:Indicator)-[:PART_OF*0..1]->(indicator:Indicator {level: 'national'})
WHERE $indicator IS NULL OR (
  EXISTS { (:Indicator {name: $indicator})-[:PART_OF*0..1]->(indicator) }
  AND EXISTS { (measure)-[:ADVANCES]->(:Indicator)-[:PART_OF*0..1]->(:Indicator {name: $indicator}) }
)
WITH DISTINCT indicator, city, document, measure, sets, target,
     coalesce(
       {
         `小时`: [60, '分钟'], `钟头`: [60, '分钟'], `周`: [7, '天'], `星期`: [7, '天'],
         `日`: [1, '天'], `自然日`: [1, '天'], `日历日`: [1, '天'], `年`: [12, '个月']
       }[target.unit],
       head([
         scale IN [['万亿', 1e12], ['千亿', 1e11], ['百亿', 1e10], ['亿', 1e8], ['千万', 1e7], ['百万', 1e6], ['万', 1e4]]
         WHERE target.unit STARTS WITH scale[0] AND size(target.unit) > size(scale[0])
         | [scale[1], substring(target.unit, size(scale[0]))]
       ]),
       [1, target.unit]
     ) AS scale
ORDER BY city.code, document.id, measure.ordinal, sets.start
WITH indicator, scale[1] AS unit, target.metric AS name, collect({
  city: city, document: document, measure: measure, sets: sets, target: target,
  value: round(target.to * scale[0], 6)
}) AS members
WITH indicator, unit, collect({name: name, members: members}) AS named, collect(name) AS names
UNWIND named AS each
WITH indicator, unit, each,
     CASE $match
       WHEN 'equal' THEN each.name
       ELSE reduce(shortest = each.name, name IN [
         name IN names
         WHERE size(name) >= 4 AND each.name CONTAINS name
           AND none(negation IN ['非', '不', '未', '无'] WHERE each.name CONTAINS negation + name)
       ] | CASE
             WHEN size(name) < size(shortest) OR (size(name) = size(shortest) AND name < shortest) THEN name
             ELSE shortest
           END)
     END AS metric
UNWIND each.members AS member
WITH indicator, unit, metric, member
ORDER BY indicator.order, member.value, member.city.code, member.document.id, member.measure.ordinal, member.sets.start
WITH indicator, unit, metric, collect(member) AS members, count(DISTINCT member.city) AS cities
WHERE cities >= $minimum
// Measures that have several indicators in common are compared once.
WITH unit, metric, cities, [member IN members | member.target.id] AS ids,
     head(collect(members)) AS members, collect(indicator.name) AS indicators, min(indicator.order) AS place
ORDER BY place, metric, unit, ids[0]
UNWIND members AS member
WITH collect({
  metric: metric, unit: unit, cities: cities, indicators: indicators, member: member,
  rank: 1 + size([other IN members WHERE other.value < member.value])
}) AS rows
UNWIND rows[..coalesce($limit, size(rows))] AS row
WITH rows, row, row.member AS member
RETURN row.metric AS metric,
       row.indicators AS indicators,
       member.city.name AS city,
       member.target.metric AS named,
       CASE member.target.metric WHEN row.metric THEN 'equal' ELSE 'contained' END AS match,
       member.target.from AS from,
       member.target.to AS to,
       member.target.unit AS unit,
       member.target.comparator AS comparator,
       member.target.due AS due,
       member.value AS value,
       row.unit AS common_unit,
       row.rank AS rank,
       row.cities AS cities,
       member.sets.raw AS quote,
       member.sets.start AS start,
       member.sets.end AS end,
       member.document.title AS document,
       member.measure.printed_number AS number,
       member.measure.heading AS heading,
       member.document.source AS source,
       member.measure.id AS measure,
       member.document.id AS document_id,
       member.city.code AS city_id,
       member.target.id AS target_id,
       size(rows) AS total
