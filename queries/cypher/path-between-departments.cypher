// title      部门之间的路径 | Path between departments
// question   两个部门经由哪些共同负责的措施相连，最短几步？ | By which chain of shared measures are two departments joined, in how few steps?
// parameter  first: string naming Department | 部门的全称、简称、职能（兼有数项的，任一项即可）或标识 | Department: full name, short name, function (any of those it has) or id
// parameter  second: string naming Department | 另一部门，同上 | The other department, likewise
// parameter  city: string naming City = null | 部门所属城市（名称或代码），含其下辖；null 为全部 | City of the departments (name or code), with the units below it; null for all
// parameter  roles: [string] of lead, responsible, support, section_lead = ["lead", "responsible", "support"] | 计入的角色；section_lead（专章牵头）仅在列出时计入 | Roles that count; section_lead only where it is listed
// parameter  limit: integer or null from 1 = 50 | 至多列出的行数；null 为全部 | Rows shown at most; null for all
// column     first: string | 部门；名称在多个城市都有时，各在本市之内配对 | Department; a name that several cities have is paired within each city
// column     second: string | 另一部门 | The other department
// column     steps: integer | 最短步数，每步是至少一条共同负责的措施；null 为不相连 | Steps of the shortest chain, each of at least one shared measure; null where there is none
// column     chain: [string] | 依次经过的部门；最短的各链各占一行 | Departments along it; every shortest chain has a row
// column     why: string | 为何不相连，合于数项时取在前者：same 同一部门，other_city 不在同一城市，not_stated 其城市的文件均未写明责任，apart 没有共同措施可通 | Why there is none, the first that fits: same (one department), other_city (departments of different cities), not_stated (no document of their city states responsibility), apart (no shared measures lead there)
// column     details: [map] | 每步的措施：step、from、to、document、number、heading、indicators、id、from_id、to_id | Measures of each step: step, from, to, document, number, heading, indicators, id, from_id, to_id
// column     chain_ids: [string] | 依次经过的部门标识 | Ids of the departments along it
// column     first_id: string | 部门标识 | Its id
// column     second_id: string | 另一部门标识 | The other's id
// column     total: integer | 不限行数时的总行数 | Rows there are in all, without the limit
// browser    :param {first: "…", second: "…", city: null, roles: ["lead", "responsible", "support"], limit: 50}

CALL () {
  CALL () {
    MATCH (department:Department)
    WHERE department.id = $first OR department.name = $first
       OR department.short = $first OR department.function = $first
    RETURN department
    UNION
    MATCH (:Function {name: $first})<-[:PERFORMS]-(department:Department)
    RETURN department
  }
  MATCH (department)-[:OF]->(home:City)
  WHERE $city IS NULL
     OR EXISTS { (home)-[:PART_OF*0..]->(place:City) WHERE $city IN [place.name, place.code] }
  RETURN collect({department: department, home: home}) AS firsts
}
CALL (firsts) {
  CALL () {
    MATCH (department:Department)
    WHERE department.id = $second OR department.name = $second
       OR department.short = $second OR department.function = $second
    RETURN department
    UNION
    MATCH (:Function {name: $second})<-[:PERFORMS]-(department:Department)
    RETURN department
  }
  MATCH (department)-[:OF]->(home:City)
  WHERE $city IS NULL
     OR EXISTS { (home)-[:PART_OF*0..]->(place:City) WHERE $city IN [place.name, place.code] }
  RETURN collect({department: department, home: home}) AS seconds
}
// Departments of different cities are paired only where no city has both.
WITH firsts, seconds, any(one IN firsts WHERE any(other IN seconds WHERE other.home = one.home)) AS within
UNWIND firsts AS one
UNWIND seconds AS other
WITH one.department AS first, other.department AS second, one.home = other.home AS neighbours, within
WHERE neighbours OR NOT within
CALL (first, second) {
  WITH first, second WHERE first <> second
  MATCH path = ANY SHORTEST (first)
    ((:Department)-[one:RESPONSIBLE_FOR WHERE one.role IN $roles]->(:Measure)
     <-[other:RESPONSIBLE_FOR WHERE other.role IN $roles]-(:Department))+
    (second)
  RETURN max(length(path) / 2) AS steps
}
// The departments that are 0, 1, 2 … steps from the first; then back from the second, a layer a step. ALL SHORTEST
// would count each chain as often as its steps share measures, multiplied.
WITH first, second, neighbours, steps, reduce(
  layers = [[first]], step IN range(1, coalesce(steps, 0)) | layers + [COLLECT {
    UNWIND layers[-1] AS from
    MATCH (from)-[one:RESPONSIBLE_FOR]->(:Measure)<-[other:RESPONSIBLE_FOR]-(to:Department)
    WHERE one.role IN $roles AND other.role IN $roles AND none(layer IN layers WHERE to IN layer)
    RETURN DISTINCT to
  }]
) AS layers
WITH first, second, neighbours, steps, reduce(
  chains = [[second]], step IN range(1, coalesce(steps, 0)) | COLLECT {
    UNWIND chains AS chain
    WITH chain, chain[0] AS to
    MATCH (to)-[other:RESPONSIBLE_FOR]->(:Measure)<-[one:RESPONSIBLE_FOR]-(from:Department)
    WHERE one.role IN $roles AND other.role IN $roles AND from IN layers[-1 - step]
    WITH DISTINCT from, chain
    RETURN [from] + chain
  }
) AS chains
CALL (first, second) {
  UNWIND [first, second] AS department
  MATCH (department)-[:OF]->(:City)<-[:ISSUED_FOR]-(document:Document)
  RETURN any(each IN collect(EXISTS {
    (document)-[:STATES]->(m:Measure)
    WHERE any(role IN m.open_role WHERE role IN $roles)
       OR EXISTS { (:Department)-[h:RESPONSIBLE_FOR]->(m) WHERE h.role IN $roles }
  }) WHERE each) AS stated
}
UNWIND CASE WHEN steps IS NULL THEN [null] ELSE chains END AS chain
WITH first, second, chain,
     CASE
       WHEN chain IS NOT NULL THEN null
       WHEN first = second THEN 'same'
       WHEN NOT neighbours THEN 'other_city'
       WHEN NOT stated THEN 'not_stated'
       ELSE 'apart'
     END AS why
ORDER BY first.id, second.id, [each IN chain | each.id]
WITH collect({first: first, second: second, chain: coalesce(chain, []), why: why}) AS rows
UNWIND rows[..coalesce($limit, size(rows))] AS row
CALL (row) {
  UNWIND range(1, size(row.chain) - 1) AS step
  WITH step, row.chain[step - 1] AS from, row.chain[step] AS to
  MATCH (from)-[one:RESPONSIBLE_FOR]->(measure:Measure)<-[other:RESPONSIBLE_FOR]-(to)
  WHERE one.role IN $roles AND other.role IN $roles
  MATCH (measure)<-[:STATES]-(document:Document)
  WITH DISTINCT step, from, to, measure, document
  ORDER BY step, document.id, measure.ordinal
  RETURN collect({
    step: step, from: from.name, to: to.name,
    document: document.title, number: measure.printed_number, heading: measure.heading,
    indicators: COLLECT {
      MATCH (measure)-[:ADVANCES]->(:Indicator)-[:PART_OF*0..1]->(indicator:Indicator {level: 'national'})
      WITH DISTINCT indicator ORDER BY indicator.order
      RETURN indicator.name
    },
    id: measure.id, from_id: from.id, to_id: to.id
  }) AS details
}
RETURN row.first.name AS first,
       row.second.name AS second,
       CASE WHEN row.why IS NULL THEN size(row.chain) - 1 END AS steps,
       [each IN row.chain | each.name] AS chain,
       row.why AS why,
       details,
       [each IN row.chain | each.id] AS chain_ids,
       row.first.id AS first_id,
       row.second.id AS second_id,
       size(rows) AS total
