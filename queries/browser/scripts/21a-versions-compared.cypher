// 21a 版本比较：参数 · Versions compared: parameters
// 城市（名称或代码）；其恰有两个文件且可辨先后时即比较这两个，否则列出可选的文件；null 为全部 | City (name or code); where it has exactly two documents and it is told which came first they are compared, else the documents to choose from are listed; null for all
:param city => null;
// 旧版的文件标识，与 after 同时给出 | Id of the older document, given together with after
:param before => null;
// 新版的文件标识 | Id of the newer document
:param after => null;
// 列出的变化 | Changes that are listed
:param changes => ["kept", "changed", "added", "dropped"];
// 至多列出的行数；null 为全部 | Rows shown at most; null for all
:param limit => 50
