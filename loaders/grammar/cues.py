"""Cues (提示词): the words around a number that make it an undertaking, or keep it from being one.

Word classes (verbs of reduction, nouns of measurement), not phrases of a document. They are tried on a few dozen
characters beside a number, never on a whole text.
"""

import re

__all__ = [
    "AFTER",
    "BEFORE",
    "BUILT",
    "CHANGED",
    "CHANGING",
    "CONDITION",
    "COUNTED",
    "CRITERION",
    "ENTITY",
    "EXCEEDING",
    "FROM",
    "GOVERNING",
    "GRANT",
    "HEAD",
    "LEADING",
    "MEASURED",
    "NOT_AFTER",
    "NOT_BEFORE",
    "ONLY",
    "OPENING",
    "OUTCOME",
    "PAST",
    "PER",
    "RAISED",
    "RATE",
    "REACHING",
    "RESULT",
    "SETTING",
    "STANDING",
    "TAIL",
    "VERB",
]

LESS = "压缩|压减|压降|缩短|缩减|缩小|缩|减少|削减|精减|减|降低|下降|下调|下浮|降|精简|简化|整合|归并|合并|压"
MORE = "提高|提升|提速|提|增长|增加|递增|增|扩大|拓展|扩展|扩充|扩容|延长|放宽|上升|上调|上浮|升|翻"
HOLD = "优化|调整|控制|维持|保持|稳定|固定|统一|设定|设置|限定|确定|更改|改"
FILL = (  # adverbs between a verb and its number
    r"(?:原则上|总体上?|整体|基本|一般|平均|均|都|各|全部|统一|分别|大约|约|近|仅|只需?|力争|为|的|再|年均|累计|总计|共|同比|"
    r"最[多少快长短高低]|[比较][^，。；]{2,9}?){0,4}"
)
REACH = rf"(?:(?:{LESS}|{MORE}|{HOLD})(?:了)?[至到为成在]|达到?|至){FILL}"
AMOUNT = rf"(?:{LESS}|{MORE}){FILL}"

BEFORE = (  # words before a number that bound it, and how it is then compared
    (re.compile(r"不(?:得|能|应|会)?(?:超过|超出|超|高于|多于|大于|长于|晚于|突破)|≤"), "<="),
    (re.compile(r"不(?:得|能|应|会)?(?:低于|少于|小于|短于|早于)|≥|至少|最低|最少"), ">="),
    (re.compile(r"(?:控制|限定|限制|压缩|压减)在|最多|至多|最长|最高"), "<="),
    (re.compile(r"小于|低于|少于|短于|<"), "<"),
    (re.compile(r"超过|超出|突破|大于|高于|多于|超|>"), ">"),
)
AFTER = (  # the same behind a number
    (re.compile(r"(?:（含）)?(?:以内|之内|内(?![部外资设容网河地控需陆涝存])|及?以下|之下|或以下)"), "<="),
    (re.compile(r"(?:（含）)?(?:[及或]?以上|之上)"), ">="),
    (re.compile(r"左右|上下"), "="),
)
BOUNDING = "|".join(words.pattern for words, _ in BEFORE)

# The verb or the bound that ends right before a number; a bound may have 开标前 between.
LEADING = re.compile(rf"(?:{REACH}|{AMOUNT})?(?:{BOUNDING}){FILL}(?:[^，。；0-9]{{2,10}}[前后])?$|{REACH}$|{AMOUNT}$")
SETTING = re.compile(rf"(?:(?:{LESS}|{MORE}|{HOLD})[至到为成在]|{BOUNDING}|至){FILL}$")
# A verb of change earlier in the clause (压缩审批时限1/3); one that sets a level anew.
CHANGING = re.compile(rf"(?:{LESS}|{MORE})[^，。；]{{0,24}}$")
RAISED = re.compile(rf"(?:(?:{LESS}|{MORE}|{HOLD})[至到为在]|至){FILL}$")
EXCEEDING = re.compile(rf"(?<!不)(?<!不得)(?:超过|超出|超){FILL}$")
# A verb of reaching and the list that the number counts (压减为受理、验收2个环节).
REACHING = re.compile(rf"(?:{LESS}|统一|设置|设定|优化)[至到为成][^，。；0-9]{{0,40}}(?<!等)$")
# What stands between an old value and its new one, and what opens the old one.
CHANGED = re.compile(
    rf"(?:{'|'.join(words.pattern for words, _ in AFTER)})?，?(?:再|进一步|统一|逐步|均|分别|全部){{0,2}}"
    rf"(?:{REACH}|到)(?:{BOUNDING})?"
)
FROM = re.compile(r"(?:由|从|自|原来|原|现行|法定)[^，。；、到至]{0,14}$")

# What is measured, right before a number without a verb (供电可靠率99%).
MEASURED = re.compile(
    r"(?:时间|时限|时长|用时|耗时|时效|周期|期限|天数|率|比例|占比|比重|容量|标准|费用|成本|[总数]量|规模|面积|浓度|指数|份额|[金余总]额|产值|"
    rf"环节|材料|要件|次数|[人户件家]数|增速|[增降]幅|幅度|长度|里程|密度|强度|水平|拥有量){FILL}$"
)
ACHIEVE = (
    "新增|办结|查办|查处|调处|共建|联建|增设|新设|添置|增配|下沉|新建|改建|扩建|续建|建成|建设|建立|打造|培育|培植|引进|引入|招引|推出|完成|开展|举办|组织|培训|培养|选派|选拔|认定|评定|申报|创建|改造|"
    "开通|开行|开发|实现|确保|推动|推进|扶持|支持|资助|发放|投放|发布|推广|筹集|筹措|配备|配建|配置|布局|争取|力争|遴选|评选|选树|孵化|签约|"
    "落地|入库|授信|化解|处置|盘活|植树|造林|转化|供应|供给|出让|保障|取消|下放|归集|推行|设立|举行|吸引|集聚|聚集|减免|降低|减轻|减负|节约|"
    "节省|走访|帮扶|安置|就业|入驻|接入|覆盖|治理|修复|绿化|修建|维修|提供|办理|改善|规范|梳理|清理|整治|购置|投入|安排|撬动|带动|审结|执结|"
    "仅需|只需|拓展|扩大|延伸|提交|增加|减少|压减|精简|送戏|演出|减税|降费|退税|利用外资|惠及|开放|组建|实施|上线|挂牌"
)
DESCRIBE = (
    "围绕|聚焦|针对|依托|按照|根据|依据|涉及|涵盖|包括|包含|含有|现有|已有|原有|对照|落实|贯彻|执行|"
    "基于|利用|通过|采用|划分|划定|分[为成]|共[有计]?$|合计|[这该此]$|上述|以下|下列|中的"
)
# The nearest of these before a count governs it.
GOVERNING = re.compile(rf"(?P<achieve>{ACHIEVE})|(?P<describe>{DESCRIBE})")
STANDING = re.compile(r"(?:全[市县区省州国]|[市县区]级|[市县区]直)$")
PER = re.compile(r"(?:每[百千万]|[百千万]人)[^，。；0-9]{0,10}$")
BUILT = re.compile(r"(?:建成|新建|新增|打造|培育|创建|引进|增设|新设)[^，。；]{0,2}$")
RATE = re.compile(rf"(?<![税费利])率{FILL}$")
ONLY = re.compile(r"(?:(?:仅|只)[需用要]?|至少|不少于)[^，。；]{0,4}$")
# What a count at the head of a clause is to come to (500项以上事项“掌上办”), and what may stand before it there.
OPENING = re.compile(r"(?:其中)?(?:[全各][市县区省])?(?:第[一二三四五]批|首批)?(?<![市县区省])")
OUTCOME = re.compile(r"[^，。；]{0,30}?(?:实现|建成|完成|落地|上线|开工|投产|投用|贯标|可办|通办|联办|“)")
# What is to be done in a time, right behind it.
RESULT = re.compile(
    r"(?:即可|全部|予以|一次性|作出|做出)?(?:办结|完成|审结|结案|办理完毕|办理|办毕|出具|答复|反馈|受理|发证|核发|送达|到位|拨付|支付|付款|退还|"
    r"公告|告知|响应|处置|验收|到账|入账|下账|办好|办齐|送到|办成|公开|通水|通电|送电|接通|兑现|解决|回复|审核|审批|决定|公示|公布|通过)"
)

PAST = re.compile(r"(?:已经?|截[至止]|(?<![比较])(?:去年|上年))[^，。；]{0,14}$")
NOT_BEFORE = re.compile(
    r"(?:第|每隔?|满|持股|持有|连续|近|过去|未来|今后|(?<![年月日底末提])前|为期|逾|跑|分|延期|[暂现][为有]|[+×])$"
)
NOT_AFTER = re.compile(
    r"行动|计划|规划|任期|制度?(?!定)|期间|以?来|过渡期|前(?!完成|办结)|后|一(?:次(?!性)|[报档策案码照证])|热线|[式级型版×+]|[\u4e00-\u9fff]{0,6}圈|以?之?前"
)
# Words of grants, taxes and penalties: their numbers are rules.
GRANT = re.compile(
    r"给予|奖励|奖补|补助|补贴|资助|贴息|(?<!风险)补偿|返还|罚款|处以|抵扣|扣除|税率|减征|免征|征收|计提|奖金|赔偿|注册资[本金]|保额|限额|首付|最高"
)
# What makes a number a criterion, behind it, and what it then selects.
CRITERION = re.compile(r"的(?!目标|要求|水平|任务|承诺|标准|成效|规模|比例|速度|质量|基础)|及其")
ENTITY = re.compile(
    r"(?:小型|中型|大型|中小|小微|低压|高压)?(?:企业|客户|用户|项目|工程|单位|建筑|供[水气电]|贷款|投标|采购)"
)
CONDITION = re.compile(r"^(?:对于?|凡|给|向|针对|符合|属于)")

# What a clause may open with before it says what is measured.
HEAD = re.compile(
    r"(?:(?:到|至)?(?:[0-9]+年(?:年?底|[0-9]+月底?)?|年?底|[0-9]+月底?|[上下]半年)前?|力争|争取|确保|保证|实现|逐步|全面|推动|推进|使|让|努力|基本|有效|"
    r"大力|并|将|把|达到|支持|引导|进一步|重点|全年|每年|其中|按照|在(?![线建岸册])|对(?![外口接])|应(?![急用届收])|要(?![件素])|[须、])*"
)
# What a clause may have between what is measured and the number.
TAIL = re.compile(
    r"(?:分别|力争|平均|全部|最[短长快多少高低]|[比较][^，。；]{2,8}|[由从在于为按照仅只各均、]|达到?|实现|配备|拥有|推出|开展|提供|设立)*$"
)
# What a number counts, behind it.
COUNTED = re.compile(
    r"的?(?P<noun>[\u4e00-\u9fff“”]{2,24}?)(?=实现|建成|完成|达到|落地|上线|可在|网上|赴|参加|，|。|；|：|（|$)"
)
VERB = re.compile(rf"(?:{ACHIEVE}|{LESS}|{MORE})+")
