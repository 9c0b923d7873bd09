// 08a 指标覆盖：参数 · Indicator coverage: parameters
// 计划所属城市（名称或代码），含其下辖；null 为全部 | City of the plans (name or code), with the units below it; null for all
:param city => null;
// 是否计入专章牵头 | Whether section leads count
:param section_leads => false
