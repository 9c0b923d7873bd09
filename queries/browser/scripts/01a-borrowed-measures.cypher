// 01a 借鉴措施：参数 · Borrowed measures: parameters
// 城市（名称或代码），含其下辖，在先或在后均可；null 为全部 | City (name or code), with the units below it, whether earlier or later; null for all
:param city => null;
// 措施标识，只看与它相似者；null 为全部 | Id of a measure, for those like it alone; null for all
:param measure => null;
// 指标（含其子指标），两条之一对应即可；null 为全部 | Indicator, with its sub-indicators, of either of the two; null for all
:param indicator => null;
// 相似度至少；低于 0.25 者未存 | Score at least; below 0.25 none is stored
:param minimum => 0.25;
// 征求意见稿是否计入 | Whether drafts count
:param drafts => true;
// 至多列出的行数；null 为全部 | Rows shown at most; null for all
:param limit => 50
