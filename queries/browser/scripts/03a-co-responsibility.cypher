// 03a 协同部门：参数 · Co-responsibility: parameters
// 部门的全称、简称、职能（兼有数项的，任一项即可）或标识 | Department: full name, short name, function (any of those it has) or id（请填写 · fill in）
:param department => "…";
// 部门所属城市（名称或代码），含其下辖；null 为全部 | City of the department (name or code), with the units below it; null for all
:param city => null;
// 指标（含其子指标）；null 为全部 | Indicator, with its sub-indicators; null for all
:param indicator => null;
// 计入的角色；section_lead（专章牵头）仅在列出时计入 | Roles that count; section_lead only where it is listed
:param roles => ["lead", "responsible", "support"];
// 至少共同负责的措施数 | Measures at least
:param minimum => 1;
// 至多列出的行数；null 为全部 | Rows shown at most; null for all
:param limit => 50
