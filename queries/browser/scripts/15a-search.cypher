// 15a 检索：参数 · Search: parameters
// 要找的字词，空格分开的须都出现；任何符号都按原样 | Words to find, all of them where spaces part them; every sign is taken as it stands（请填写 · fill in）
:param text => "…";
// 计划所属城市（名称或代码），含其下辖；null 为全部 | City of the plans (name or code), with the units below it; null for all
:param city => null;
// 至多列出的行数；null 为全部 | Rows shown at most; null for all
:param limit => 50
