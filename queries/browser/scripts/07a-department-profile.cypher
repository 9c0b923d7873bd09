// 07a 部门画像：参数 · Department profile: parameters
// 部门的全称、简称、职能（兼有数项的，任一项即可）或标识 | Department: full name, short name, function (any of those it has) or id（请填写 · fill in）
:param department => "…";
// 部门所属城市（名称或代码），含其下辖；null 为全部 | City of the department (name or code), with the units below it; null for all
:param city => null;
// 是否计入专章牵头 | Whether section leads count
:param section_leads => false;
// 至多列出的行数；null 为全部 | Rows shown at most; null for all
:param limit => 50
