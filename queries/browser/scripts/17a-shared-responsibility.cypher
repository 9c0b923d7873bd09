// 17a 共同责任：参数 · Shared responsibility: parameters
// 计划所属城市（名称或代码），含其下辖；null 为全部 | City of the plans (name or code), with the units below it; null for all
:param city => null;
// 指标（含其子指标）；null 为全部 | Indicator, with its sub-indicators; null for all
:param indicator => null;
// 计入的角色；section_lead（专章牵头）仅在列出时计入 | Roles that count; section_lead only where it is listed
:param roles => ["lead", "responsible", "support"];
// 每组的部门数，至少 2，2 为成对；n 个部门的一条措施有 C(n, size) 组，组大时宜提高 minimum | Departments of a group, 2 (pairs) or more; a measure of n departments has C(n, size) groups, so raise the minimum with it
:param size => 2;
// 至少共同负责的措施数 | Measures at least
:param minimum => 1;
// 至多列出的行数；null 为全部 | Rows shown at most; null for all
:param limit => 50
