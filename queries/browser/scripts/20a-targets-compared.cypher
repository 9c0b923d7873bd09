// 20a 目标值比较：参数 · Targets compared: parameters
// 要比较的城市（名称或代码），含其下辖；空为全部 | Cities to compare (names or codes), with the units below them; none for all
:param cities => [];
// 指标（含其子指标）；null 为全部 | Indicator, with its sub-indicators; null for all
:param indicator => null;
// 所计对象须含的字词；null 为全部 | Words that what is counted must contain; null for all
:param metric => null;
// 何为同一事项：所计对象的名称相同（equal），或一个完整含于另一个之中（contained，至少四字，其前无 非、不、未、无） | What makes it the same: equal names of what is counted, or one contained in the other (four characters at least, none of 非 不 未 无 before it)
:param match => "contained";
// 至少涉及的城市数 | Cities at least
:param minimum => 2;
// 至多列出的行数；null 为全部 | Rows shown at most; null for all
:param limit => 50
