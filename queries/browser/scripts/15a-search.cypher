// 15a 检索：参数 · Search: parameters
// 要找的字词，空格分开的须都在标题句或正文中出现；不计标点符号，字母不分大小写、全角半角；只有符号时一无所得 | Words to find in heading or text, all of them where spaces part them; signs are left out, case and width of letters make no difference, and signs alone find nothing（请填写 · fill in）
:param text => "…";
// 计划所属城市（名称或代码），含其下辖；null 为全部 | City of the plans (name or code), with the units below it; null for all
:param city => null;
// 至多列出的行数；null 为全部 | Rows shown at most; null for all
:param limit => 50
