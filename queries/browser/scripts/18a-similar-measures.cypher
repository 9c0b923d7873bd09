// 18a 相似措施：参数 · Similar measures: parameters
// 计划所属城市（名称或代码），含其下辖；null 为全部 | City of the plans (name or code), with the units below it; null for all
:param city => null;
// 措施标识，只看与它相似者；null 为全部 | Id of a measure, for those like it alone; null for all
:param measure => null;
// 指标（含其子指标），两条之一对应即可；null 为全部 | Indicator, with its sub-indicators, of either of the two; null for all
:param indicator => null;
// 相似度至少；低于 0.25 者未存 | Score at least; below 0.25 none is stored
:param minimum => 0.25;
// 至多列出的行数；null 为全部 | Rows shown at most; null for all
:param limit => 50
