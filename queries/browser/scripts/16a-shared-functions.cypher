// 16a 职能协同：参数 · Functions that share responsibility: parameters
// 计划所属城市（名称或代码），含其下辖；null 为全部 | City of the plans (name or code), with the units below it; null for all
:param city => null;
// 指标（含其子指标）；null 为全部 | Indicator, with its sub-indicators; null for all
:param indicator => null;
// 计入的角色；section_lead（专章牵头）仅在列出时计入 | Roles that count; section_lead only where it is listed
:param roles => ["lead", "responsible", "support"];
// 至少共同负责的措施数 | Measures at least
:param minimum => 1;
// 至多列出的行数；null 为全部 | Rows shown at most; null for all
:param limit => 50
