// 12a 措施卡片：参数 · Measure card: parameters
// 措施标识（其他问题的回答中给出） | Id of the measure, as other answers give it（请填写 · fill in）
:param measure => "…"
