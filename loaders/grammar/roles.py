"""What says a body's part in a measure: labels before a list (牵头单位：), verbs behind it (…牵头).

The tables below are tried in order; patterns hold no repetition without a bound.
"""

import re

from graph.model import Role

__all__ = [
    "BRACKET_ROLE",
    "COMPANION",
    "FIRST_LEADS",
    "HEAD",
    "LABELS",
    "LEADING",
    "TIME",
    "label_role",
    "spaced_labels",
    "verb",
]

UNIT = r"(?:单位|部门|处室|科室|机构|主体)"
LABELS: tuple[tuple[str, Role | None], ...] = (
    (
        (
            r"(?:计划|拟)?(?:完成|办结|办理|落实|实施|推进|整改|工作|截止|启动|起止)?"
            r"(?:时限|期限|时间节点|时间|日期|进度|节点)(?:要求|安排|计划)?"
        ),
        None,
    ),
    (
        r"(?:牵头|责任|联系|分管|负责|挂钩|包[抓联保]|联络|督办|主管|[市县区]级)(?:市|县|区)?(?:人员?|领导|同志)|联络员|联系电话",
        None,
    ),
    (r"任务(?:来源|依据)|备注|(?:工作|整改|预期|阶段|量化)?(?:目标|成效|成果|标准)|工作(?:措施|要求|任务)", None),
    (
        (
            rf"(?:责任|主要|总|共同|第一)?牵头(?:责任)?{UNIT}|主办(?:责任)?{UNIT}|主责{UNIT}"
            rf"|(?:第一|主要|首要)责任{UNIT}|牵头|主办|主责"
        ),
        Role.LEAD,
    ),
    (
        rf"(?:协同|共同)?(?:配合|协助|协办|参与|参加|联办|协作|协同|支持|会办|会同)(?:责任|实施)?{UNIT}|配合|协办|协助|参与",
        Role.SUPPORT,
    ),
    (
        rf"(?:主体|具体)?(?:责任|承办|落实|实施|承担|负责|执行|成员|推进|主管)(?:和)?{UNIT}|(?:责任|任务|工作|职责)分工|责任",
        Role.RESPONSIBLE,
    ),
)  # what a label says; None: not about bodies
LABEL = re.compile("|".join(f"(?P<l{n}>{pattern})" for n, (pattern, _) in enumerate(LABELS)))
WHOLE = re.compile(rf"(?:{UNIT}|[时期]限|时间|日期|人员?|领导)$")  # how a label ends that stands without a colon
MORE = rf"(?:[及和与、/]?(?:责任|配合|牵头)?(?:人员?|领导|{UNIT}))?"  # 责任单位及责任人, 责任部门和单位
HEAD = re.compile(
    r"(?<![各由实确对向与督按的请])(?:〔(?=[^〔〕：]{2,24}〕))?(?:[省市县区州][级直])?"
    rf"(?P<label>{'|'.join(f'(?:{pattern})' for pattern, _ in LABELS)}){MORE}"
    r"(?:（[^（）]{1,24}）)?(?:〕：?|：〕?|为(?:：|(?=.{2,14}[局委办厅部院中公])))"
    r"|(?P<other>(?<=[；。，])[\u4e00-\u9fff]{2,8}：)"
)  # a label with what sets it off from its list; the last form, a label of something else, ends a list

DUTY = (
    r"(?:依|按照?|根据|依据)(?:照)?(?:各自)?(?:的)?(?:部门|工作)?(?:职责|职能|职权|权限|任务|事权|责任)*"
    r"(?:和|及)?(?:任务|职责)?(?:分工)?"
)
DOING = r"(?:落实|实施|推进|推动|办理|承担|抓好|做好)*(?:落实|相关工作|有关工作|工作)?"
VERBS: tuple[tuple[str, Role | None], ...] = (
    (
        (
            r"(?:负责|共同|联合|分别|总|统一|具体)?牵头"
            r"(?:负责|落实|组织实施|组织落实|组织|实施|推进|推动|抓总|办理|制定|统筹|抓好落实|协调)?"
            rf"|(?:为)?主办|(?:为)?主责|为主(?:负责)?|为(?:总)?(?:牵头|主办|主责){UNIT}"
        ),
        Role.LEAD,
    ),
    (
        (
            rf"(?:{DUTY})?(?:予以|给予|密切|积极|主动|协同|共同|分工|做好)*(?:配合|参与|参加|协助|协同|协办|支持){DOING}"
            rf"|为(?:配合|参与|协助|协同|协办){UNIT}"
        ),
        Role.SUPPORT,
    ),
    (
        (
            rf"(?:{DUTY}(?:抓好|组织|分别|共同|具体|协同)*(?:负责|落实|推进|推动|实施|承担|办理|做好)"
            rf"|(?:分工|共同|分别|具体|组织|协同|各自|统一)*负责|分工落实|承办|(?:组织|具体|共同)实施|共同推进){DOING}制?"
            rf"|为(?:主体|具体)?(?:责任|承办|落实|实施){UNIT}"
        ),
        Role.RESPONSIBLE,
    ),
    (r"(?:具体|分别|共同|认真|同步|协同|长期|持续)*(?:抓好|组织)?(?:贯彻)?(?:落实|推进(?:实施|落实)?|完成)", None),
)  # what a verb behind a list says; None: to do it, which behind one who leads is to help
VERB = re.compile("|".join(f"(?P<v{n}>(?:{pattern})$)" for n, (pattern, _) in enumerate(VERBS)))
SET_OFF = ("：", "为", "〕", "（", "")  # what stands behind a label that is one by itself
REACH = 24  # characters of the longest verb
LAST = frozenset("头责实施进动总理定筹调办主合与加助同持作制成担好落位门室构体")  # characters that a verb ends with
COMPANION = re.compile(r"会同|联合(?!会|国|社|收)")  # between who leads and who helps
LEADING = re.compile(
    r"(?:[该此本][项条]?(?:工作|任务|措施)?|具体|主要|统一)?由|并由|其中|以及|并|请|[及和与](?=[各省市县区州有相])"
)  # before the first name of a list
BRACKET_ROLE = re.compile(
    r"（(?:(?P<lead>(?:负责|总)?牵头|主办|主责)|(?P<support>配合|参与|协助|协办)|负责|责任|按|依|分管|联系|排|列|第一|首|20\d\d)[^（）]*）$"
)  # a bracket behind a name that says its part, or is no part of the name
TIME = re.compile(
    r"(?:并|于|在|力争|确保|争取|到|至|截至|计划|要求|完成|自)*(?:20\d\d|\d{1,2}[月日]|[一二三四]季度|第[一二三四]季度|[上下]半年"
    r"|年[底内]|长期|持续|常态|立即|即时|即知|适时|全年|按时|限时|每[年月季半]|本年|当年|已完成|已落实|启动|时限|全程)"
)  # how a clause about time begins
FIRST_LEADS = re.compile(
    r"(?:第一|首位|首个|首家|最前|前列|首先)[^，。；（）：、]{0,8}[为是](?:总)?(?:牵头|主责|主办)"
)  # 第一责任单位为牵头单位，下同: from here on, who is named first leads


def label_role(head: re.Match[str]) -> Role | None:
    """Return the role that a label gives, None for one that is not about bodies."""
    if head.lastgroup == "other":
        return None
    label = head if head.re is LABEL else LABEL.match(head.string, head.start("label"), head.end())
    return LABELS[int(label.lastgroup[1:])][1] if label and label.lastgroup else None


def spaced_labels(text: str, begin: int, end: int) -> list[re.Match[str]]:
    """Return the labels in a range that begins with one, where no colon sets them off."""
    label = LABEL.match(text, begin, end)
    if label is None or not WHOLE.search(label.group()):
        return []
    labels = [label for label in LABEL.finditer(text, begin, end) if WHOLE.search(label.group())]
    return [] if any(text[label.end() : label.end() + 1] in SET_OFF for label in labels) else labels


def verb(text: str, begin: int, end: int) -> tuple[int, Role | None] | None:
    """Return where the verb begins that ends a range, and the role that it gives; None where there is no verb."""
    if text[end - 1 : end] not in LAST:
        return None
    found = VERB.search(text, max(begin, end - REACH), end)
    if found is None or found.lastgroup is None:
        return None
    return found.start(), VERBS[int(found.lastgroup[1:])][1]
