"""Mentions (提及): bodies that a measure's own text names as acting, outside its statements.

A body acts where its name is the subject: at the head of a clause (税务部门即时推送…), behind a word of time
(公示期满后税务部门…), or behind one that leads up to who acts (由, 督促, 会同 …). What a name only qualifies
(税务部门网站), what is told of a body in passing (税务部门出具的证明), places (在法院设立) and who lays
down a requirement (按照…要求) are none.

Names in a row are judged together; a tail printed once holds for each (供水、供气企业). Only bodies that the
tables know are found.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

from loaders.grammar.names import functions_named, is_group, literal, recognised, special, unplaced
from loaders.tables import roles, short_names

__all__ = ["Named", "mentions"]

CLAUSE = re.compile(r"(?:[^，。；：！？”）“（]++|（[省市县区州旗镇、]{1,5}）)++")
ASIDE = re.compile(
    r"[（“”]|(?<!（[一二三四五六七八九十\d])(?<!（[一二三四五六七八九十\d]{2})）"
)  # no clause begins behind these
OPENING = re.compile(
    r"(?:[一二三四五六七八九十]是|同时|此外|首先|其次|最后|其中|原则上|必要时|届时|今后|凡是?|[若如]?遇)*"
)  # what may stand at the head of a clause before its subject
RANK = re.compile(
    r"全[省市县区州]|辖区|(?:属|当|所在|迁[入出]|注册|经营|项目)地|[省市县区州镇]级以上|[省市县区州](?:、[市县区州镇])+(?:[两三]级)?|[省市县][市县区镇][两三]级"
    r"|[省市县区州旗镇]（[省市县区州旗镇、]{1,5}）"
)  # what may stand before a name, and is no part of it
LEADING = re.compile(
    r"由(?<![理自缘]由)|经(?<![已财曾]经)(?!济)|推动|推进|支持|鼓励|督促|组织|协调|引导|指导|会同|联合|授权|委托|要求|请(?<![申邀聘提]请)|支撑"
    r"|时(?<![及实同随]时)|后(?!台|端)|前(?!台|端)|期间|日内|发挥|加强|强化|压实"
)  # words before one who is to act, and of when one acts; each begins with its own letter, which makes it fast to find
BEARING = ("发挥", "加强", "强化", "压实")  # those of them before one whose part is to be played
PART = re.compile(r"[^，。；]{0,12}(?:作用|责任|职能|优势)")  # what is told of one whose part is to be borne
LAST = re.compile(
    r"部门|单位|机关|机构|局|厅(?<![大业税]厅)|委(?![员托派任])|办公室|办(?<![经承主协督]办)(?![理事结税证件好案学成]|公[^布开示告])|法院|学院|裁院"
    r"|检察院|海关|支行|分行|银行|公司|集团|企业|中心|开发区|高新区|经开区|新区|管委会|派出所|工商联|工会|妇联|残联|协会|委员会|常委会|督查室"
    r"|组织部(?!门)|宣传部(?!门)|统战部(?!门)|公证处|支队|大队|边检站|检查站|营业所|信社"
    r"|科协|消协|律协|侨联|文联|社科联|贸促会|红十字会|供销社"
)  # how the name of a body ends
NO_NAME = ("会同", "委")  # how no name begins: 会同 is also a county of Hunan
REACH = 20  # characters of a name
BRANCH = re.compile(
    r"[\u4e00-\u9fff]{0,4}(?:分支机构|[支分]行|分局|支局|分公司|分中心|监管组)"
)  # what a name may go on with
LONGEST_ROW = 24  # names
SEPARATOR = re.compile(r"、|以及|[和与及或同]")
UNFINISHED = "、和及或"  # behind a row that goes on with what is no body
UNIT = "部门"
BARE = re.compile(r"[\u4e00-\u9fff]{2,6}?(?=[、和与及等])")  # a name whose tail stands further on
TAIL = re.compile(
    r"等(?:[一二三四五六七八九十两]{1,2}[个家]?)?(?:相关|有关|多)?(?P<tail>部门|单位|机关|机构|企业|公司)"
)
GROUP = re.compile(
    r"[^、，。；和与及的等]{0,9}?(?:机构|企业|公司|单位|部门|协会|商会|高校|院所|管理人|银行(?!机构|业)|乡镇|街道|各方)"
    r"|[^、，。；等]{2,9}?部(?=[、和等])"
)  # what stands in a row and is no body of a city
THINGS = (
    r"的(?!牵头|主体|统筹|协调|指导|监督|职能|作用|引导)",  # what is its own
    r"(?!牵头|主导|参与|负责)[\u4e00-\u9fff]{2,3}的|(?:已经?|依法)[^，。；]{1,8}的",  # what it has done
    r"[\u4e00-\u9fff]{0,2}(?:窗口|网站|[大证税]厅|网点|客户端|公众号|柜台|门户)|[《“网]|系统|平台|专线|微信|账|场地",
    r"(?:数据|信息)(?!.{0,6}(?:互[通联换认]|共享|对接|交换|比对|联动))",  # its data; to share them is to act
    r"核发|印发|颁发|要求|规定|文件|公告|规范|令|名单|收费|年报|登记事项|审批事项|认证|等级",  # what it issues
    r"[局院主行]长|主任|负责人|主要负责|人员|官|职责|工作|作为|内部|之?间|以外|外的",
    r"政务|业务|服务|办事|电子|注册(?!登记)|改革|所|方面|领域|行业|市场|税收|高级|监管[企领平对场]",
    r"总[局署]|驻|有关(?!部门)|等",
)  # what makes a thing of the name before it
THING = re.compile("|".join(THINGS))
ZONE = re.compile(
    r"(?:经济|技术|产业|高新|保税|综合|自贸|工业|[国省]家?级)*(?:开发区|新区|高新区|经开区)(?:管委会)?"
    r"|[^由的在对为向与和及将把从入实各]{0,6}(?:开发区|新区|高新区|经开区)管委会"
)
LEVEL = re.compile(r"[市县区州旗](?![场域级])")  # whose body it is: 市龙泉供水集团
POST = re.compile(
    r"(?P<place>[\u4e00-\u9fff]{2,5})(?:海关|出入境边防检查站|边检站)"
)  # of the state, named by its place
ABOVE = re.compile(r"国家|国务院|中央|最高|全国|.{2,8}总局$")


class Standing(Enum):
    """How a row of names begins: at the head of a clause, behind a word that leads up to it, or told to bear a part."""

    HEAD = auto()
    LED = auto()
    BEARING = auto()


@dataclass(frozen=True, slots=True)
class Named:
    """A body as running text names it: its range in the flow, and its name with the tail that it shares."""

    begin: int
    end: int
    name: str

    def tails(self, places: Sequence[str]) -> list[str]:
        """Return the ends of the name that are no body by themselves, the longest first."""
        ends = (self.name[at:] for at in range(1, len(self.name)))
        return [end for end in ends if not known(end, places)]


def mentions(text: str, ranges: Sequence[tuple[int, int]], places: Sequence[str] = ()) -> Iterator[Named]:
    """Yield the acting bodies in ranges of canonical text; the places are names of the text's own city and region."""
    for begin, end in ranges:
        for clause in CLAUSE.finditer(text, begin, end):
            if not LAST.search(text, *clause.span()):
                continue
            reached = clause.start()
            aside = clause.start() > begin and ASIDE.match(text, clause.start() - 1)
            for place, standing in anchors(text, *clause.span(), headed=not aside):
                if place < reached:
                    continue
                members, stop = row(text, place, clause.end(), places)
                if members and acts(text, stop, clause.end(), standing):
                    yield from members
                    reached = stop


def anchors(text: str, begin: int, end: int, *, headed: bool) -> Iterator[tuple[int, Standing]]:
    """Yield the places of a clause where the name of one who acts may begin, in order; its head if it has one."""
    if headed:
        yield from ranked(text, begin, end, Standing.HEAD)
        opening = OPENING.match(text, begin, end)
        if opening and opening.end() > begin:
            yield from ranked(text, opening.end(), end, Standing.HEAD)
    for mark in LEADING.finditer(text, begin, end):
        yield from ranked(text, mark.end(), end, Standing.BEARING if mark.group() in BEARING else Standing.LED)


def ranked(text: str, begin: int, end: int, standing: Standing) -> Iterator[tuple[int, Standing]]:
    """Yield a place where a name may begin, and the one behind what may stand before the name."""
    yield begin, standing
    rank = RANK.match(text, begin, end)
    if rank:
        yield rank.end(), standing


def row(text: str, begin: int, end: int, places: Sequence[str]) -> tuple[list[Named], int]:
    """Return the bodies named in the row that begins at a place, and where the row ends."""
    named: list[Named] = []
    short: list[tuple[int, int]] = []  # names whose tail is still to come
    place = stop = begin
    for _ in range(LONGEST_ROW):
        if name_end := name_at(text, place, end, places):
            name = Named(place, name_end, text[place:name_end])
            named += [*completed(text, short, name.tails(places) if short else (), places), name]
        elif (group := GROUP.match(text, place, end)) and (place > begin or is_group(group.group())):
            name_end = group.end()
        elif bare := BARE.match(text, place, end):
            short.append(bare.span())
            name_end = bare.end()
        else:
            break
        stop = name_end
        if tail := TAIL.match(text, stop, end):
            named += completed(text, short, [UNIT if tail["tail"] == "单位" else tail["tail"]], places)
            stop = tail.end()
            break
        separator = SEPARATOR.match(text, stop, end)
        if not separator:
            break
        place = separator.end()
    whole = not any(start == begin for start, _ in short)
    return sorted(named, key=lambda name: name.begin) if whole else [], stop


def completed(text: str, short: list[tuple[int, int]], tails: Sequence[str], places: Sequence[str]) -> Iterator[Named]:
    """Yield the short names that a tail makes names of bodies (公安 in 公安、税务部门), and take them from the list."""
    for begin, end in tuple(short):
        whole = next((text[begin:end] + tail for tail in tails if known(text[begin:end] + tail, places)), None)
        if whole:
            short.remove((begin, end))
            yield Named(begin, end, whole)


def name_at(text: str, begin: int, end: int, places: Sequence[str]) -> int | None:
    """Return where the name of a body that begins at a place ends: its whole name, a branch of it included."""
    comma = text.find("、", begin, begin + REACH)
    limit = min(end, begin + REACH if comma < 0 else comma)
    ends = [last.end() for last in LAST.finditer(text, begin, limit)]
    first = next((stop for stop in ends if known(text[begin:stop], places)), None)
    if first is None:
        return None
    own = special(unplaced(text[begin:first]))
    for stop in reversed(ends):
        # What a table lets follow a name (人民银行…) may be the clause's verb: only a branch is part of the name.
        longer = special(unplaced(text[begin:stop])) if stop > first else None
        other = longer is None or longer is not own or "." not in longer.pattern.pattern
        if stop > first and known(text[begin:stop], places) and (other or BRANCH.fullmatch(text, first, stop)):
            return stop
    return first


def known(name: str, places: Sequence[str]) -> bool:
    """Tell whether a name is one that the tables know as a body of the city, its region or a zone."""
    if name in roles():
        return True
    if "的" in name or name.startswith(NO_NAME) or ABOVE.match(name) or is_group(name):
        return False
    own = next((place for place in places if name.startswith(place)), "")
    rest = unplaced(name[len(own) :])
    if rest in roles() or literal(rest) or functions_named(rest) is not None or ZONE.fullmatch(rest):
        return True
    within = LEVEL.match(name) or any(place in name for place in places)
    post = POST.fullmatch(name)
    return bool(post and post["place"] in known_places()) or (bool(own or within) and recognised(rest))


@cache
def known_places() -> frozenset[str]:
    """Return the names in common use of all cities, counties and districts."""
    return frozenset(short_names().values())


def acts(text: str, stop: int, end: int, standing: Standing) -> bool:
    """Tell whether the bodies of a row act, by how it begins and by what follows where it stops."""
    if THING.match(text, stop, end):
        return False
    if standing is Standing.BEARING:
        return PART.match(text, stop, end) is not None
    return standing is Standing.LED or (stop < end and text[stop] not in UNFINISHED)
