"""Document numbers (发文字号): 国办发〔2019〕39号, 国务院令第722号, 国家发展改革委2018年第16号令.

The forms of GB/T 9704-2012 (党政机关公文格式) 7.2.5 and of orders, in whatever brackets they are printed,
mixed pairs included. What stands before the year says who issued the document: a name in short, that of a
province by its one character.
"""

import re

__all__ = ["ALONE", "FILE", "NUMBER", "PROVINCES", "is_order", "province_of", "rank_of"]

# The one character by which a province is called, and the province's code after GB/T 2260.
PROVINCES = {
    "京": "110000", "津": "120000", "冀": "130000", "晋": "140000", "内": "150000", "蒙": "150000", "辽": "210000",
    "吉": "220000", "黑": "230000", "沪": "310000", "苏": "320000", "浙": "330000", "皖": "340000", "闽": "350000",
    "赣": "360000", "鲁": "370000", "豫": "410000", "鄂": "420000", "湘": "430000", "粤": "440000", "桂": "450000",
    "琼": "460000", "渝": "500000", "川": "510000", "贵": "520000", "黔": "520000", "云": "530000", "滇": "530000",
    "藏": "540000", "陕": "610000", "甘": "620000", "青": "630000", "宁": "640000", "新": "650000",
}  # fmt: skip
SEATS = "粤川沪渝琼黔赣"  # provinces whose government is 府; elsewhere 府 is that of a city (苏府: Suzhou)
FILE_NUMBER = r"[\u4e00-\u9fff]{1,12}[〔（](?:19|20)\d\d年?[〕）]第?\d{1,4}号"
MINISTRIES = (  # departments of the State Council that issue rules (国务院机构改革方案 1998–2023), as orders name them
    "外交 教育 科学技术 科技 工业和信息化 工业信息化 公安 国家安全 安全 民政 司法 "
    "财政 人力资源和社会保障 人力资源社会保障 人社 自然资源 国土资源 生态环境 环境保护 "
    "住房和城乡建设 住房城乡建设 住建 建设 交通运输 交通 铁道 水利 农业农村 农业 "
    "商务 文化和旅游 文旅 文化 卫生 应急管理"
)
OFFICES = (  # other issuers of rules and notices
    "国家税务总局 税务总局 国家市场监督管理总局 市场监管总局 国家工商行政管理总局 "
    "工商总局 国家质量监督检验检疫总局 质检总局 海关总署 审计署 国家金融监督管理总局 "
    "金融监管总局 国家外汇管理局 国家知识产权局 国家能源局 国家邮政局 国家医疗保障局 "
    "国家医保局 国家药品监督管理局 国家药监局 国家林业和草原局 国家版权局 中国人民银行 "
    "人民银行 国家发展改革委 国家发展和改革委员会 发展改革委 国家卫生健康委 国家民委 "
    "国务院国资委 国务院 中国证监会 证监会 中国银保监会 银保监会 最高人民法院 "
    "最高人民检察院"
)
ISSUER = rf"(?:(?:{'|'.join(MINISTRIES.split())})部|{'|'.join(OFFICES.split())})"
ORDER = (
    rf"(?:{ISSUER}(?:、{ISSUER}){{0,8}})?(?:令)?(?:(?:19|20)\d\d年)?第?\d{{1,4}}号(?:令|公告|部令|文)|"
    rf"(?:{ISSUER}、?){{1,8}}公告(?:19|20)\d\d年第?\d{{1,4}}号|"
    rf"(?:{ISSUER}|[\u4e00-\u9fff]{{1,10}}?政府)?(?:主席|国)?令(?:〔(?:19|20)\d\d〕)?(?:(?:19|20)\d\d年)?第?\d{{1,4}}号"
)
FILE = re.compile(FILE_NUMBER)
NUMBER = re.compile(rf"{FILE_NUMBER}|{ORDER}")  # where a number must stand
ALONE = re.compile(  # what is a number wherever it stands
    rf"{FILE_NUMBER}|{ISSUER}(?:(?:19|20)\d\d年)第?\d{{1,4}}号(?:令|公告)|{ISSUER}令(?:(?:19|20)\d\d年)?第?\d{{1,4}}号|"
    rf"(?:{ISSUER}、?){{1,8}}公告(?:19|20)\d\d年第?\d{{1,4}}号"
)
NATIONAL = re.compile(
    r"国(?!资)|中(?:办|发|央|共中央|纪|组|宣|编办)|厅字|主席令|国令|国务院|"
    r"(?:发改|财|工信|人社|建|银|税总|商|市监|国市监|自然资|环|交|水|农|司|公通|民|教|科|文旅|卫|应急|审|法|高检|证监|银保监|金|署|海关|知)"
    r"[\u4e00-\u9fff]{0,8}(?:〔|（)|[\u4e00-\u9fff]{2,10}(?:部|总局|总署)(?:令|公告|(?:19|20)\d\d年)|国家"
)
BODY = re.compile(r"[党政府办委发办环营民财人市教科公建交农商税审监]")


def is_order(number: str) -> bool:
    """Tell whether a number is one of an order (令), by which laws and rules are promulgated."""
    return "令" in number


def province_of(number: str) -> str | None:
    """Return the code of the province whose body issued a document; None where the number does not say one."""
    code = PROVINCES.get(number[:1])
    of_city = number[1:2] == "府" and number[0] not in SEATS
    return code if code and not of_city and BODY.match(number, 1) else None


def rank_of(number: str) -> str | None:
    """Return who issued a document of a number: `national`, `provincial`, `local`, or None where it is not told."""
    if NATIONAL.match(number):
        return "national"
    if province_of(number) or re.match(r"(?:省|自治区)(?:人民)?政府令", number):
        return "provincial"
    return "local" if FILE.fullmatch(number) or number.startswith("市") else None
