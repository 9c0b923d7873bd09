// 14a 责任空白：参数 · Responsibility gaps: parameters
// 计划所属城市（名称或代码），含其下辖；null 为全部 | City of the plans (name or code), with the units below it; null for all
:param city => null;
// 指标（含其子指标）；null 为全部 | Indicator, with its sub-indicators; null for all
:param indicator => null;
// 空白的种类：open 只写各相关单位等，none 文件写明责任而本条没有，not_stated 文件未写明任何责任，section_lead 只有专章牵头（默认不列，只写专章牵头的文件因而没有行） | Kinds of gap: open (only a group such as 各相关单位), none (the document states responsibility, this measure has none), not_stated (the document states none at all), section_lead (only its section has a lead; not among the default, so that a document of section leads alone has no rows)
:param gaps => ["open", "none", "not_stated"];
// 至多列出的行数；null 为全部 | Rows shown at most; null for all
:param limit => 50
