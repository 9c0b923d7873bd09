// 06a 部门任务量：参数 · Department load: parameters
// 计划所属城市（名称或代码），含其下辖；null 为全部 | City of the plans (name or code), with the units below it; null for all
:param city => null;
// 指标（含其子指标）；null 为全部 | Indicator, with its sub-indicators; null for all
:param indicator => null;
// 是否计入专章牵头 | Whether section leads count
:param section_leads => false;
// 至多列出的行数；null 为全部 | Rows shown at most; null for all
:param limit => 50
