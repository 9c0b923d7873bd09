// What every export is made from, a row a document: the document, the departments its measures name, and each of
// its measures with national indicators, responsibilities, targets, deadlines and similar measures of other
// documents, each with its evidence. Chosen by city (with those below it; none: all) and by indicator (null: all).
// Open groups (各相关单位) are counted and never become a department.
MATCH (document:Document)-[:ISSUED_FOR]->(city:City)
WITH document, city, COLLECT {
  MATCH (city)-[:PART_OF*0..]->(place:City)
  UNWIND [place.name, place.code] AS label
  WITH DISTINCT label WHERE label IN $cities
  RETURN label
} AS chosen
WHERE size($cities) = 0 OR size(chosen) > 0
// Ordered before the rows are built, so that each goes out as soon as it is there.
WITH document, city, chosen ORDER BY city.code, document.id
RETURN document {
         .id, .title, .number, .issuer, .status, .period, .source, .form, .sha256, .states_responsibility,
         .parser, .compared,
         issued_on: toString(document.issued_on), city: city.name, city_code: city.code
       } AS document,
       chosen,
       COLLECT {
         MATCH (document)-[:STATES]->(:Measure)<-[:RESPONSIBLE_FOR]-(department:Department)
         WITH DISTINCT department
         MATCH (department)-[:OF]->(home:City)
         RETURN department {
           .id, .name, .short, .function, city: home.name, city_code: home.code,
           functions: COLLECT {
             MATCH (department)-[:PERFORMS]->(function:Function)
             WITH function ORDER BY function.name
             RETURN function { .name, .english, .system }
           }
         }
       } AS departments,
       COLLECT {
         MATCH (document)-[:STATES]->(measure:Measure)
         WHERE $indicator IS NULL
            OR EXISTS { (measure)-[:ADVANCES]->(:Indicator)-[:PART_OF*0..1]->(:Indicator {name: $indicator}) }
         WITH measure ORDER BY measure.ordinal, measure.id
         RETURN {
           measure: measure { .id, .ordinal, .printed_number, .heading, .start, .end, open: size(measure.open_raw) },
           indicators: COLLECT {
             MATCH (measure)-[:ADVANCES]->(indicator:Indicator)
             OPTIONAL MATCH (indicator)-[:PART_OF]->(national:Indicator)
             WITH DISTINCT coalesce(national.name, indicator.name) AS name ORDER BY name
             RETURN name
           },
           responsibilities: COLLECT {
             MATCH (measure)<-[stated:RESPONSIBLE_FOR]-(department:Department)
             WITH stated, department.id AS department
             ORDER BY stated.start, stated.end, department, stated.role
             RETURN stated { .role, .raw, .start, .end, .basis, .confidence, department: department }
           },
           targets: COLLECT {
             MATCH (measure)-[sets:SETS]->(target:Target)
             WITH sets, target ORDER BY sets.start, target.id
             RETURN target {
               .id, .metric, .kind, .from, .to, .unit, .comparator, .due, .raw, start: sets.start, end: sets.end
             }
           },
           deadlines: COLLECT {
             MATCH (measure)-[due:DUE]->(deadline:Deadline)
             WITH due, deadline ORDER BY due.start, deadline.id
             RETURN deadline {
               .id, .value, latest: toString(deadline.latest), .raw, start: due.start, end: due.end
             }
           },
           similar: COLLECT {
             MATCH (measure)-[similar:SIMILAR_TO]->(other:Measure)
             WITH similar, other.id AS other ORDER BY other
             RETURN similar { .score, .shared, other: other }
           }
         }
       } AS measures
ORDER BY city.code, document.id
