// 11a 牵头与配合：参数 · Lead and support: parameters
// 计划所属城市（名称或代码），含其下辖；null 为全部 | City of the plans (name or code), with the units below it; null for all
:param city => null;
// 牵头或配合的部门：全称、简称、职能（兼有数项的，任一项即可）或标识；与 city 同给时须两者都合；null 为全部 | Department that leads or supports: full name, short name, function (any of those it has) or id; with city both must fit; null for all
:param department => null;
// 指标（含其子指标）；null 为全部 | Indicator, with its sub-indicators; null for all
:param indicator => null;
// 专章牵头是否算牵头 | Whether the lead of a section leads its measures
:param section_leads => false;
// 至少一牵头一配合的措施数 | Measures at least
:param minimum => 1;
// 至多列出的行数；null 为全部 | Rows shown at most; null for all
:param limit => 50
