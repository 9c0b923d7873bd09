// 05a 时限：参数 · Deadlines: parameters
// 计划所属城市（名称或代码），含其下辖；null 为全部 | City of the plans (name or code), with the units below it; null for all
:param city => null;
// 指标（含其子指标）；null 为全部 | Indicator, with its sub-indicators; null for all
:param indicator => null;
// 负责部门的全称、简称、职能（兼有数项的，任一项即可）或标识；null 为全部 | Department that answers for it: full name, short name, function (any of those it has) or id; null for all
:param department => null;
// 计入的角色；section_lead（专章牵头）仅在列出时计入 | Roles that count; section_lead only where it is listed
:param roles => ["lead", "responsible", "support"];
// 时限的最后一日不早于此日，如 "2020-09-01"；null 为不限 | Last day on this day or later, as "2020-09-01"; null for any
:param since => null;
// 时限的最后一日不晚于此日，如 "2020-09-30"（到九月底）；null 为不限 | Last day on this day or earlier, as "2020-09-30" for the end of September; null for any
:param until => null;
// 逾期按此日计，如 "2020-10-01"；null 为不计 | Day against which overdue is told, as "2020-10-01"; null: it is not told
:param today => null;
// 至多列出的行数；null 为全部 | Rows shown at most; null for all
:param limit => 50
