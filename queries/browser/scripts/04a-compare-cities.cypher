// 04a 城市比较：参数 · Cities compared: parameters
// 要比较的城市（名称或代码），含其下辖，每个城市各自成行；空为全部 | Cities to compare (names or codes), with the units below them, each in rows of its own; none for all
:param cities => [];
// 只比较此指标（含其子指标）；null 为合计与每个国家指标 | Only this indicator, with its sub-indicators; null for the total and every national one
:param indicator => null;
// 是否计入专章牵头 | Whether section leads count
:param section_leads => false;
// 至多列出的行数；null 为全部 | Rows shown at most; null for all
:param limit => 50
