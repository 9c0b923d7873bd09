// 13a 部门之间的路径：参数 · Path between departments: parameters
// 部门的全称、简称、职能（兼有数项的，任一项即可）或标识 | Department: full name, short name, function (any of those it has) or id（请填写 · fill in）
:param first => "…";
// 另一部门，同上 | The other department, likewise（请填写 · fill in）
:param second => "…";
// 部门所属城市（名称或代码），含其下辖；null 为全部 | City of the departments (name or code), with the units below it; null for all
:param city => null;
// 计入的角色；section_lead（专章牵头）仅在列出时计入 | Roles that count; section_lead only where it is listed
:param roles => ["lead", "responsible", "support"];
// 至多列出的行数；null 为全部 | Rows shown at most; null for all
:param limit => 50
