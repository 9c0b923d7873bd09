// 12b 措施卡片 · Measure card
// title      措施卡片 | Measure card
// question   一条措施的全部：章节、责任、指标、法规、目标值、时限、提及的部门及原文出处？ | One measure with all around it: section, responsibility, indicators, laws, targets, deadlines, departments named, and the words they rest on?
// parameter  measure: string naming Measure | 措施标识（其他问题的回答中给出） | Id of the measure, as other answers give it
// column     city: string | 城市 | City
// column     document: string | 文件 | Document
// column     sections: [string] | 所在章节，由大到小 | Its sections, from the outermost
// column     number: string | 印刷编号 | Number as printed
// column     heading: string | 标题句 | Opening phrase
// column     text: string | 正文 | Text
// column     start: integer | 起始字符 | First character
// column     end: integer | 结束字符（不含） | One past the last character
// column     responsibilities: [map] | 责任：department、role、quote、start、end、basis、confidence、department_id | Responsibility: department, role, quote, start, end, basis, confidence, department_id
// column     open: [map] | 未指明具体单位的责任：quote、role、start、end | Open responsibilities: quote, role, start, end
// column     indicators: [map] | 指标：indicator、national、basis、confidence、quote、start、end | Indicators: indicator, national, basis, confidence, quote, start, end
// column     laws: [map] | 法规：law、number、kind、level、article、quote、start、end、law_id | Laws: law, number, kind, level, article, quote, start, end, law_id
// column     targets: [map] | 目标值：metric、kind、from、to、unit、comparator、due、quote、start、end | Targets: metric, kind, from, to, unit, comparator, due, quote, start, end
// column     deadlines: [map] | 时限：value、latest、quote、start、end | Deadlines: value, latest, quote, start, end
// column     named: [map] | 正文提及的部门，未必负有责任：department、quote、start、end、department_id | Departments named in the text, responsible or not: department, quote, start, end, department_id
// column     stated: boolean | 文件是否写明责任 | Whether the document states responsibility
// column     source: string | 来源文件（字符位置按其计） | Name of the file whose characters are counted
// column     document_id: string | 文件标识 | Id of the document
// browser    :param {measure: "…"}

MATCH (city:City)<-[:ISSUED_FOR]-(document:Document)-[:STATES]->(measure:Measure {id: $measure})
CALL (document, measure) {
  OPTIONAL MATCH path = (document)-[:CONTAINS*]->(measure)
  RETURN [section IN nodes(path)[1..-1] | section.title] AS sections
}
CALL (measure) {
  MATCH (department:Department)-[held:RESPONSIBLE_FOR]->(measure)
  WITH department, held ORDER BY held.start, held.role, department.id
  RETURN collect({
    department: department.name, role: held.role, quote: held.raw, start: held.start, end: held.end,
    basis: held.basis, confidence: held.confidence, department_id: department.id
  }) AS responsibilities
}
CALL (measure) {
  MATCH (measure)-[advances:ADVANCES]->(indicator:Indicator)
  OPTIONAL MATCH (indicator)-[:PART_OF]->(national:Indicator)
  WITH indicator, advances, coalesce(national, indicator) AS national ORDER BY advances.rank
  RETURN collect({
    indicator: indicator.name, national: national.name, basis: advances.basis,
    confidence: advances.confidence, quote: advances.raw, start: advances.start, end: advances.end
  }) AS indicators
}
CALL (measure) {
  MATCH (measure)-[cited:CITES]->(law:Law)
  WITH law, cited ORDER BY cited.start
  RETURN collect({
    law: law.name, number: law.number, kind: law.kind, level: law.level, article: cited.article,
    quote: cited.raw, start: cited.start, end: cited.end, law_id: law.id
  }) AS laws
}
CALL (measure) {
  MATCH (measure)-[sets:SETS]->(target:Target)
  WITH target, sets ORDER BY sets.start
  RETURN collect({
    metric: target.metric, kind: target.kind, from: target.from, to: target.to, unit: target.unit,
    comparator: target.comparator, due: target.due, quote: sets.raw, start: sets.start, end: sets.end
  }) AS targets
}
CALL (measure) {
  MATCH (measure)-[due:DUE]->(deadline:Deadline)
  WITH deadline, due ORDER BY due.start
  RETURN collect({
    value: deadline.value, latest: toString(deadline.latest), quote: due.raw, start: due.start, end: due.end
  }) AS deadlines
}
CALL (measure) {
  MATCH (measure)-[names:NAMES]->(department:Department)
  WITH department, names ORDER BY names.start, department.id
  RETURN collect({
    department: department.name, quote: names.raw, start: names.start, end: names.end,
    department_id: department.id
  }) AS named
}
RETURN city.name AS city,
       document.title AS document,
       coalesce(sections, []) AS sections,
       measure.printed_number AS number,
       measure.heading AS heading,
       measure.text AS text,
       measure.start AS start,
       measure.end AS end,
       responsibilities,
       [i IN range(0, size(measure.open_raw) - 1) | {
         quote: measure.open_raw[i], role: measure.open_role[i],
         start: measure.open_start[i], end: measure.open_end[i]
       }] AS open,
       indicators,
       laws,
       targets,
       deadlines,
       named,
       document.states_responsibility AS stated,
       document.source AS source,
       document.id AS document_id
