// 19a 单点依赖：参数 · Single points: parameters
// 计划所属城市（名称或代码），含其下辖；null 为全部 | City of the plans (name or code), with the units below it; null for all
:param city => null;
// 指标（含其子指标）；null 为全部国家指标 | Indicator, with its sub-indicators; null for all national ones
:param indicator => null;
// 计入的角色；section_lead（专章牵头）仅在列出时计入 | Roles that count; section_lead only where it is listed
:param roles => ["lead", "responsible", "support"];
// 种类：sole 各措施只有这一个部门，every 各措施都有它、且只有它是如此、有的另有他人，not_stated 文件未写明责任，不知是否单点 | Kinds: sole (its measures have this department and nobody else), every (it alone is in every measure, others are in some), not_stated (the documents state no responsibility: not known)
:param kinds => ["sole", "every", "not_stated"];
// 指标至少的措施数 | Measures of the indicator at least
:param minimum => 1;
// 至多列出的行数；null 为全部 | Rows shown at most; null for all
:param limit => 50
