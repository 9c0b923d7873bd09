// title      版本比较 | Versions compared
// question   同一城市的两个版本（征求意见稿与印发稿，或前后两期）之间，保留、改动、新增、删去了哪些措施，部门与目标值有何变化？ | Between two versions of a city's plan (draft and issued, or two periods), which measures were kept, changed, added and dropped, and what changed in departments and targets?
// parameter  city: string naming City = null | 城市（名称或代码）；其恰有两个文件且可辨先后时即比较这两个，否则列出可选的文件；null 为全部 | City (name or code); where it has exactly two documents and it is told which came first they are compared, else the documents to choose from are listed; null for all
// parameter  before: string naming Document = null | 旧版的文件标识，与 after 同时给出 | Id of the older document, given together with after
// parameter  after: string naming Document = null | 新版的文件标识 | Id of the newer document
// parameter  changes: [string] of kept, changed, added, dropped = ["kept", "changed", "added", "dropped"] | 列出的变化 | Changes that are listed
// parameter  limit: integer or null from 1 = 50 | 至多列出的行数；null 为全部 | Rows shown at most; null for all
// column     change: string | 变化：kept 保留，changed 改动，added 新增，dropped 删去；choose 为未能确定两个版本，本行是一个可选的文件 | Change: kept, changed, added, dropped; choose: it is not told which two, this row is a document to choose from
// column     match: string | 两条措施凭何相认：text 正文相同，heading 标题句相同，similar 相似度（先计算方有）；每条至多与一条相认，以此为序，同类中以相似者、在前者先 | What the two are matched by: text (equal), heading (equal), similar (where it was computed); each measure is in one pair at most, taken in this order, among equals the more similar, then the earlier
// column     score: float | 相似度；未计算为 null | Similarity; null where not computed
// column     before_number: string | 旧版印刷编号 | Number printed in the older
// column     before_heading: string | 旧版标题句 | Opening phrase in the older
// column     after_number: string | 新版印刷编号 | Number printed in the newer
// column     after_heading: string | 新版标题句 | Opening phrase in the newer
// column     departments_added: [map] | 增加的责任：department、role、quote、start、end、department_id；角色改变者两边都列；null 为有一版未写明 | Responsibility added: department, role, quote, start, end, department_id; a changed role stands on both sides; null where a version states none
// column     departments_removed: [map] | 取消的责任，同上 | Responsibility taken away, likewise
// column     targets_added: [map] | 增加的目标值：metric、kind、from、to、unit、comparator、quote、start、end、target_id；数值改变者两边都列 | Targets added: metric, kind, from, to, unit, comparator, quote, start, end, target_id; a changed value stands on both sides
// column     targets_removed: [map] | 取消的目标值，同上 | Targets taken away, likewise
// column     before_document: string | 旧版标题 | Title of the older document
// column     after_document: string | 新版标题 | Title of the newer document
// column     before: string | 旧版的文件标识 | Id of the older document
// column     after: string | 新版的文件标识 | Id of the newer document
// column     before_id: string | 旧版的措施标识 | Id of the measure in the older
// column     after_id: string | 新版的措施标识 | Id of the measure in the newer
// column     total: integer | 不限行数时的总行数 | Rows there are in all, without the limit
// browser    :param {city: null, before: null, after: null, changes: ["kept", "changed", "added", "dropped"], limit: 50}

// The two versions, or the documents to choose from.
CALL () {
  WITH $before AS before, $after AS after WHERE before IS NOT NULL AND after IS NOT NULL
  MATCH (older:Document {id: before})
  MATCH (newer:Document {id: after})
  RETURN [older, newer] AS documents, true AS told
  UNION
  WITH $city AS wanted WHERE wanted IS NOT NULL AND ($before IS NULL OR $after IS NULL)
  MATCH (city:City)<-[:ISSUED_FOR]-(document:Document) WHERE city.name = wanted OR city.code = wanted
  WITH city, document ORDER BY document.id
  WITH city, collect(document) AS found
  WITH found, found[0] AS one, found[1] AS other
  WITH found, CASE
    WHEN size(found) <> 2 THEN null
    WHEN one.period =~ '[0-9]{4}' AND other.period =~ '[0-9]{4}' AND one.period <> other.period
      THEN one.period < other.period
    WHEN one.status <> other.status THEN one.status = 'draft'
    WHEN one.issued_on <> other.issued_on THEN one.issued_on < other.issued_on
  END AS in_order
  RETURN CASE WHEN in_order = false THEN [found[1], found[0]] ELSE found END AS documents,
         in_order IS NOT NULL AS told
  UNION
  WITH $city AS wanted WHERE wanted IS NULL AND ($before IS NULL OR $after IS NULL)
  MATCH (city:City)<-[:ISSUED_FOR]-(document:Document)
  WITH city, document ORDER BY document.id
  WITH city, collect(document) AS documents ORDER BY city.code
  WHERE size(documents) > 1
  RETURN documents, false AS told
}
CALL (documents, told) {
  WITH documents, told WHERE told
  WITH documents[0] AS before, documents[1] AS after
  // Each measure with what is compared; its printed number is not.
  CALL (before, after) {
    UNWIND [before, after] AS document
    CALL (document) {
      MATCH (document)-[:STATES]->(measure:Measure)
      CALL (measure) {
        MATCH (department:Department)-[held:RESPONSIBLE_FOR]->(measure)
        WITH department, held ORDER BY held.start
        WITH department, held.role AS role, head(collect(held)) AS held
        ORDER BY held.start, role, department.id
        RETURN collect({
          department: department.name, role: role, quote: held.raw, start: held.start, end: held.end,
          department_id: department.id
        }) AS departments
      }
      CALL (measure) {
        MATCH (measure)-[sets:SETS]->(target:Target)
        WITH sets, target ORDER BY sets.start
        RETURN collect({
          // Compared as texts, for null is equal to nothing.
          said: [each IN [target.metric, target.kind, target.from, target.to, target.unit, target.comparator]
                 | coalesce(toString(each), '')],
          shown: target {
            .metric, .kind, .from, .to, .unit, .comparator, quote: sets.raw, start: sets.start, end: sets.end,
            target_id: target.id
          }
        }) AS targets
      }
      WITH measure, departments, targets ORDER BY measure.ordinal
      RETURN collect(measure {
        .id, .ordinal, .printed_number, .heading, node: measure, departments: departments, targets: targets,
        body: CASE
          WHEN measure.text STARTS WITH measure.printed_number
            THEN substring(measure.text, size(measure.printed_number))
          ELSE measure.text
        END
      }) AS measures
    }
    RETURN collect(measures) AS versions
  }
  WITH before, after, versions[0] AS olds, versions[1] AS news
  CALL (before, after, olds, news) {
    CALL (before, after, olds, news) {
      UNWIND olds AS old
      UNWIND [new IN news WHERE new.body = old.body OR new.heading = old.heading] AS new
      RETURN old.node AS one, new.node AS other, CASE old.body WHEN new.body THEN 'text' ELSE 'heading' END AS match
      UNION
      MATCH (before)-[:STATES]->(one:Measure)-[:SIMILAR_TO]-(other:Measure)<-[:STATES]-(after)
      RETURN one, other, 'similar' AS match
    }
    OPTIONAL MATCH (one)-[similar:SIMILAR_TO]-(other)
    WITH one, other, match, similar.score AS score
    ORDER BY CASE match WHEN 'text' THEN 0 WHEN 'heading' THEN 1 ELSE 2 END,
             coalesce(score, 0) DESC, one.ordinal, other.ordinal, one.id, other.id
    RETURN reduce(pairs = [], each IN collect({old: one.id, new: other.id, match: match, score: score}) |
      CASE
        WHEN any(pair IN pairs WHERE pair.old = each.old OR pair.new = each.new) THEN pairs
        ELSE pairs + [each]
      END
    ) AS pairs
  }
  UNWIND [
      pair IN pairs | {
        old: head([old IN olds WHERE old.id = pair.old]), new: head([new IN news WHERE new.id = pair.new]),
        match: pair.match, score: pair.score,
        stated: before.states_responsibility AND after.states_responsibility
      }
    ] + [
      new IN news WHERE none(pair IN pairs WHERE pair.new = new.id)
      | {new: new, change: 'added', stated: after.states_responsibility}
    ] + [
      old IN olds WHERE none(pair IN pairs WHERE pair.old = old.id)
      | {old: old, change: 'dropped', stated: before.states_responsibility}
    ] AS each
  WITH before, after, each, coalesce(each.old.departments, []) AS departments,
       coalesce(each.new.departments, []) AS new_departments,
       coalesce(each.old.targets, []) AS targets, coalesce(each.new.targets, []) AS new_targets
  WITH before, after, each,
       [one IN new_departments WHERE none(
         other IN departments WHERE other.department_id = one.department_id AND other.role = one.role
       )] AS departments_added,
       [one IN departments WHERE none(
         other IN new_departments WHERE other.department_id = one.department_id AND other.role = one.role
       )] AS departments_removed,
       [one IN new_targets WHERE none(other IN targets WHERE other.said = one.said) | one.shown] AS targets_added,
       [one IN targets WHERE none(other IN new_targets WHERE other.said = one.said) | one.shown] AS targets_removed
  RETURN {
    change: coalesce(each.change, CASE
      WHEN each.match = 'text' AND NOT (each.stated AND size(departments_added + departments_removed) > 0) THEN 'kept'
      ELSE 'changed'
    END),
    match: each.match, score: each.score, old: each.old, new: each.new, before: before, after: after,
    departments_added: CASE WHEN each.stated THEN departments_added END,
    departments_removed: CASE WHEN each.stated THEN departments_removed END,
    targets_added: targets_added, targets_removed: targets_removed
  } AS row
  UNION ALL
  WITH documents, told WHERE NOT told
  UNWIND documents AS document
  RETURN {change: 'choose', before: document} AS row
}
WITH row WHERE row.change IN $changes + ['choose']
ORDER BY row.new.ordinal, row.new.id, row.old.ordinal, row.old.id
WITH collect(row) AS rows
UNWIND rows[..coalesce($limit, size(rows))] AS row
RETURN row.change AS change,
       row.match AS match,
       row.score AS score,
       row.old.printed_number AS before_number,
       row.old.heading AS before_heading,
       row.new.printed_number AS after_number,
       row.new.heading AS after_heading,
       row.departments_added AS departments_added,
       row.departments_removed AS departments_removed,
       row.targets_added AS targets_added,
       row.targets_removed AS targets_removed,
       row.before.title AS before_document,
       row.after.title AS after_document,
       row.before.id AS before,
       row.after.id AS after,
       row.old.id AS before_id,
       row.new.id AS after_id,
       size(rows) AS total
