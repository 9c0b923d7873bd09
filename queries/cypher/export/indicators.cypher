// The indicators, national ones first and in their order: what an export may be restricted to, and their names.
MATCH (indicator:Indicator)
RETURN indicator.name AS name, indicator.code AS code, indicator.english AS english, indicator.level AS level
ORDER BY indicator.level, indicator.order, indicator.name
