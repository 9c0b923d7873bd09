// What every export is made from, in one read: each measure of the chosen cities and those below them
// (none chosen: all), its national indicators, every responsibility stated for it, its targets and its deadlines,
// each with its evidence.
// Open groups (各相关单位) are counted and never become a department.
MATCH (document:Document)-[:ISSUED_FOR]->(city:City)
WITH document, city, COLLECT {
  MATCH (city)-[:PART_OF*0..]->(place:City)
  UNWIND [place.name, place.code] AS label
  WITH DISTINCT label WHERE label IN $cities
  RETURN label
} AS chosen
WHERE size($cities) = 0 OR size(chosen) > 0
MATCH (document)-[:STATES]->(measure:Measure)
RETURN document {
         .id, .title, .number, .issuer, .status, .period, .source, .form, .sha256, .states_responsibility,
         issued_on: toString(document.issued_on), city: city.name, city_code: city.code
       } AS document,
       measure { .id, .ordinal, .printed_number, .heading, .start, .end, open: size(measure.open_raw) } AS measure,
       COLLECT {
         MATCH (measure)-[:ADVANCES]->(indicator:Indicator)
         OPTIONAL MATCH (indicator)-[:PART_OF]->(national:Indicator)
         WITH DISTINCT coalesce(national.name, indicator.name) AS name ORDER BY name
         RETURN name
       } AS indicators,
       COLLECT {
         MATCH (measure)<-[stated:RESPONSIBLE_FOR]-(department:Department)-[:OF]->(home:City)
         WITH stated, department, home ORDER BY stated.start, stated.end, department.id, stated.role
         RETURN stated {
           .role, .raw, .start, .end, .basis, .confidence,
           department: department {
             .id, .name, .short, .function, city: home.name, city_code: home.code,
             functions: COLLECT {
               MATCH (department)-[:PERFORMS]->(function:Function)
               WITH function ORDER BY function.name
               RETURN function { .name, .english, .system }
             }
           }
         }
       } AS responsibilities,
       COLLECT {
         MATCH (measure)-[sets:SETS]->(target:Target)
         WITH sets, target ORDER BY sets.start, target.id
         RETURN target { .id, .metric, .kind, .from, .to, .unit, .comparator, .due, .raw, start: sets.start, end: sets.end }
       } AS targets,
       COLLECT {
         MATCH (measure)-[due:DUE]->(deadline:Deadline)
         WITH due, deadline ORDER BY due.start, deadline.id
         RETURN deadline { .id, .value, latest: toString(deadline.latest), .raw, start: due.start, end: due.end }
       } AS deadlines,
       chosen
ORDER BY city.code, document.id, measure.ordinal, measure.id
