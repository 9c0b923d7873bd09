// title      桥梁部门 | Bridging departments
// question   哪些部门把别无共同任务的部门或指标连在一起？ | Which departments join departments, or indicators, that share nothing without them?
// parameter  city: string naming City = null | 计划所属城市（名称或代码），含其下辖；null 为全部 | City of the plans (name or code), with the units below it; null for all
// parameter  indicator: string naming Indicator = null | 指标（含其子指标）；null 为全部 | Indicator, with its sub-indicators; null for all
// parameter  roles: [string] of lead, responsible, support, section_lead = ["lead", "responsible", "support"] | 计入的角色；section_lead（专章牵头）仅在列出时计入 | Roles that count; section_lead only where it is listed
// parameter  limit: integer or null from 1 = 50 | 至多列出的行数；null 为全部 | Rows shown at most; null for all
// column     department: string | 部门：有断开的伙伴对，或涉及两个以上国家指标；未写明责任的文件为 null | Department with an open pair of partners or with two national indicators; null for a document that states no responsibility
// column     city: string | 部门所属城市；部门为 null 时是文件的城市 | City of the department; of the document where the department is null
// column     measures: integer | 措施数 | Measures it carries
// column     partners: integer | 协同部门数 k：与它至少共同负责一条措施 | Its partners, k: departments that share a measure with it
// column     pairs: integer | 伙伴对数 k(k−1)/2 | Pairs of partners, k(k−1)/2
// column     open_pairs: integer | 断开的伙伴对：两者没有共同措施（Burt 1992 的结构洞；Gould 与 Fernandez 1989 的中介，不分方向） | Open pairs: the two share no measure (structural holes of Burt 1992; brokered pairs of Gould and Fernandez 1989, without direction)
// column     open_share: float | 断开的伙伴对之比，即 1 减局部聚集系数（Watts 与 Strogatz 1998），取六位小数；没有伙伴对时为 null | Part of the pairs that is open: 1 less the local clustering coefficient (Watts and Strogatz 1998), to six decimals; null where there are no pairs
// column     sole_pairs: integer | 断开的伙伴对中只有它与两者都共同负责的 | Open pairs that it alone joins: no other department shares with both
// column     indicators: [string] | 它涉及的国家指标 | National indicators that it joins
// column     sole_indicators: integer | 其中的指标对，本市只有它两者都涉及 | Pairs of those indicators that no other department of its city has both of
// column     only_pairs: [map] | 只有它连起的伙伴对：first、second、first_id、second_id | The pairs of partners that it alone joins: first, second, first_id, second_id
// column     only_indicators: [map] | 只有它连起的指标对：first、second | The pairs of indicators that it alone joins: first, second
// column     stated: boolean | 文件是否写明所问角色的责任；false 时数目为 null：未写明，并非不是桥梁 | Whether responsibility is stated in the roles asked about; where false the numbers are null: not stated, which is not no bridge
// column     document: string | 未写明责任的文件 | The document that states none
// column     details: [map] | 它的措施：id、document、number、heading | Its measures: id, document, number, heading
// column     department_id: string | 部门标识 | Id of the department
// column     document_id: string | 该文件标识 | Id of that document
// column     city_id: string | 城市代码 | Code of the city
// column     total: integer | 不限行数时的总行数 | Rows there are in all, without the limit
// browser    :param {city: null, indicator: null, roles: ["lead", "responsible", "support"], limit: 50}

// The documents asked for: those of the city and the units below it, else those of the indicator, else all.
CALL () {
  WITH $city AS wanted WHERE wanted IS NOT NULL
  MATCH (place:City) WHERE place.name = wanted OR place.code = wanted
  MATCH (place)<-[:PART_OF*0..]-(city:City)<-[:ISSUED_FOR]-(document:Document)
  RETURN DISTINCT city, document
  UNION
  WITH $indicator AS wanted WHERE wanted IS NOT NULL AND $city IS NULL
  MATCH (:Indicator {name: wanted})<-[:PART_OF*0..1]-(:Indicator)<-[:ADVANCES]-(:Measure)
        <-[:STATES]-(document:Document)-[:ISSUED_FOR]->(city:City)
  RETURN DISTINCT city, document
  UNION
  WITH coalesce($city, $indicator) AS wanted WHERE wanted IS NULL
  MATCH (document:Document)-[:ISSUED_FOR]->(city:City)
  RETURN city, document
}
WITH city, document, EXISTS {
  (document)-[:STATES]->(m:Measure)
  WHERE any(role IN m.open_role WHERE role IN $roles)
     OR EXISTS { (:Department)-[h:RESPONSIBLE_FOR]->(m) WHERE h.role IN $roles }
} AS stating
WITH collect({city: city, document: document, stating: stating}) AS documents
// Who carries each measure.
CALL (documents) {
  UNWIND documents AS each
  WITH each.document AS document
  MATCH (document)-[:STATES]->(measure:Measure)
  WHERE $indicator IS NULL
     OR EXISTS { (measure)-[:ADVANCES]->(:Indicator)-[:PART_OF*0..1]->(:Indicator {name: $indicator}) }
  MATCH (department:Department)-[held:RESPONSIBLE_FOR]->(measure)
  WHERE held.role IN $roles
  WITH DISTINCT document, measure, department ORDER BY document.id, measure.ordinal, department.id
  WITH document, measure, collect(department) AS sharers
  RETURN collect({document: document.title, measure: measure, sharers: sharers}) AS carried
}
CALL (documents, carried) {
  // Each department with its measures, partners and indicators.
  UNWIND carried AS each
  UNWIND each.sharers AS department
  WITH department, collect(each) AS own
  CALL (department, own) {
    UNWIND own AS each
    UNWIND each.sharers AS partner
    WITH DISTINCT department, partner WHERE partner <> department
    RETURN collect(partner) AS partners
  }
  CALL (own) {
    UNWIND own AS each
    WITH each.measure AS measure
    MATCH (measure)-[:ADVANCES]->(:Indicator)-[:PART_OF*0..1]->(indicator:Indicator {level: 'national'})
    WITH DISTINCT indicator ORDER BY indicator.order
    RETURN collect(indicator) AS indicators
  }
  MATCH (department)-[:OF]->(home:City)
  WITH collect({
    department: department, home: home, own: own, partners: partners, indicators: indicators
  }) AS nodes
  CALL (nodes) {
    UNWIND nodes AS node
    RETURN node.department AS department, node AS found
    UNION ALL
    // Two partners of one department, in the order of their ids, that share nothing: by whom are they joined?
    UNWIND nodes AS node
    WITH node.department AS department, node.partners AS partners
    UNWIND partners AS broker
    WITH broker, collect({department: department, partners: partners}) AS around
    UNWIND around AS one
    UNWIND around AS other
    WITH broker, one, other
    WHERE one.department.id < other.department.id AND NOT other.department IN one.partners
    WITH one.department AS first, other.department AS second, collect(broker) AS brokers
    ORDER BY first.id, second.id
    UNWIND brokers AS broker
    WITH broker, count(*) AS open_pairs, collect(CASE WHEN size(brokers) = 1 THEN {
      first: first.name, second: second.name, first_id: first.id, second_id: second.id
    } END) AS only_pairs
    RETURN broker AS department, {open_pairs: open_pairs, only_pairs: only_pairs} AS found
    UNION ALL
    // Two indicators of one department, in their order: who else of the city has both?
    UNWIND nodes AS node
    WITH node.department AS department, node.home AS home, node.indicators AS indicators
    UNWIND indicators AS one
    UNWIND indicators AS other
    WITH department, home, one, other WHERE one.order < other.order
    WITH home, one, other, collect(department) AS joining
    WHERE size(joining) = 1
    WITH joining[0] AS department, one, other ORDER BY one.order, other.order
    RETURN department, {only_indicators: collect({first: one.name, second: other.name})} AS found
  }
  WITH department, collect(found) AS found
  WITH head([each IN found WHERE each.own IS NOT NULL]) AS node,
       head([each IN found WHERE each.only_pairs IS NOT NULL]) AS broker,
       head([each IN found WHERE each.only_indicators IS NOT NULL]) AS joint
  WHERE broker IS NOT NULL OR size(node.indicators) > 1
  RETURN {
    department: node.department.name, department_id: node.department.id, city: node.home,
    own: node.own, partners: size(node.partners), indicators: [each IN node.indicators | each.name],
    pairs: size(node.partners) * (size(node.partners) - 1) / 2,
    open_pairs: coalesce(broker.open_pairs, 0), only_pairs: coalesce(broker.only_pairs, []),
    only_indicators: coalesce(joint.only_indicators, []), stated: true
  } AS row
  UNION ALL
  UNWIND documents AS each
  WITH each, each.document AS document
  WHERE NOT each.stating
    AND ($indicator IS NULL OR EXISTS {
      (document)-[:STATES]->(:Measure)-[:ADVANCES]->(:Indicator)-[:PART_OF*0..1]->(:Indicator {name: $indicator})
    })
  RETURN {
    city: each.city, document: document.title, document_id: document.id,
    own: [], indicators: [], only_pairs: [], only_indicators: [], stated: false
  } AS row
}
WITH row, CASE WHEN row.pairs > 0 THEN round(toFloat(row.open_pairs) / row.pairs, 6) END AS open_share
ORDER BY row.stated DESC, row.open_pairs DESC, size(row.indicators) DESC, row.department_id, row.document_id
WITH collect({row: row, open_share: open_share}) AS rows
UNWIND rows[..coalesce($limit, size(rows))] AS each
WITH each.row AS row, each.open_share AS open_share, size(rows) AS total
RETURN row.department AS department,
       row.city.name AS city,
       CASE WHEN row.stated THEN size(row.own) END AS measures,
       row.partners AS partners,
       row.pairs AS pairs,
       row.open_pairs AS open_pairs,
       open_share,
       CASE WHEN row.stated THEN size(row.only_pairs) END AS sole_pairs,
       row.indicators AS indicators,
       CASE WHEN row.stated THEN size(row.only_indicators) END AS sole_indicators,
       row.only_pairs AS only_pairs,
       row.only_indicators AS only_indicators,
       row.stated AS stated,
       row.document AS document,
       [own IN row.own | {
         id: own.measure.id, document: own.document,
         number: own.measure.printed_number, heading: own.measure.heading
       }] AS details,
       row.department_id AS department_id,
       row.document_id AS document_id,
       row.city.code AS city_id,
       total
