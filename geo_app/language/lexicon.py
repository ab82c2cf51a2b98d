"""The words that tell what a numeral is: of no number at all, of money, of a measure, of a month.

Currencies are by hand, not from CLDR: CLDR knows 元 and "yuan" only inside longer names. The words
that hold a numeral and are no number are few and common; what is not here is reported as a number.
"""

from babel import Locale


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# Chinese, simplified and traditional, by the numeral in them.
HAN_WORDS = frozenset(
    _words("""
    一带一路 一帶一路 进一步 進一步 统一 統一 唯一 一直 万一 萬一 一定 一些 一样 一樣 一起 一般
    一致 一切 一旦 一体 一體 一系列 一方面 一度 一同 一并 一併 一再 一贯 一貫 一律 一向 一流
    一线 一線 一揽子 一攬子 一站式 一手 一共 一边 一邊 一时 一時 同一 单一 單一 一经 一經 一举
    一舉 一如既往 一概 一心 逐一 专一 專一 一下 一会儿 一會兒 一点点 一點點 一应俱全 一應俱全
    一一 不一 归一 歸一 万众一心 萬眾一心 一目了然 一目瞭然 一蹴而就 一帆风顺 一帆風順 一视同仁
    一視同仁 一言一行 一席之地 一脉相承 一脈相承 一衣带水 一衣帶水 二手 二维码 二維碼 独一无二
    獨一無二 不二 三农 三農 三角 再三 四川 四通八达 四通八達 四面八方 五湖四海 五台山 五星红旗
    五星紅旗 十三五 十四五 十五五 三亚 三亞 三峡 三峽 九江 十足 十堰 四季如春 七夕 八一 百姓
    百货 百貨 百科 百花 千方百计 千方百計 千家万户 千家萬戶 千里马 千里馬 万众 萬眾 万物 萬物
    万象 萬象 万能 萬能 万里长城 萬里長城 万岁 萬歲 千万别 千萬別 亿万富翁 億萬富翁 百分点
    百分點 星期一 星期二 星期三 星期四 星期五 星期六
    """)
)

ENGLISH_WORDS = frozenset(
    """
    one belt one road|one belt, one road|one another|no one|at first|first of all|first half
    second half|first and foremost|one-off|one-stop|one-way|two-way|second-hand|first-hand
    first-class|second thoughts|two-thirds majority
    """.replace("\n", "|")
    .replace("    ", "")
    .strip("|")
    .split("|")
)
"""Here `first half` and 上半年 are periods without a number."""

CURRENCIES = {
    "人民币": "CNY",
    "人民幣": "CNY",
    "元": "CNY",
    "yuan": "CNY",
    "renminbi": "CNY",
    "rmb": "CNY",
    "¥": "CNY",
    "юан": "CNY",
    "يۈەن": "CNY",
    "美元": "USD",
    "us dollar": "USD",
    "u.s. dollar": "USD",
    "dollar": "USD",
    "us$": "USD",
    "$": "USD",
    "доллар": "USD",
    "欧元": "EUR",
    "歐元": "EUR",
    "euro": "EUR",
    "€": "EUR",
    "евро": "EUR",
    "港元": "HKD",
    "hk$": "HKD",
    "日元": "JPY",
    "日圆": "JPY",
    "yen": "JPY",
    "英镑": "GBP",
    "英鎊": "GBP",
    "£": "GBP",
    "卢布": "RUB",
    "盧布": "RUB",
    "rouble": "RUB",
    "ruble": "RUB",
    "рубл": "RUB",
    "坚戈": "KZT",
    "堅戈": "KZT",
    "tenge": "KZT",
    "тенге": "KZT",
    "索莫尼": "TJS",
    "somoni": "TJS",
    "som": "KGS",
}
"""Beginnings of words, in lower case; ¥ is taken to be the yuan, 元 by itself too."""

MAGNITUDES = {
    "thousand": 3,
    "million": 6,
    "mn": 6,
    "billion": 9,
    "bn": 9,
    "trillion": 12,
    "tn": 12,
    "тыс": 3,
    "млн": 6,
    "миллион": 6,
    "млрд": 9,
    "миллиард": 9,
    "трлн": 12,
    "триллион": 12,
    "مىڭ": 3,
    "مىليون": 6,
    "مىليارد": 9,
}
"""Words after digits that multiply them by a power of ten, in lower case; beginnings of words."""

HAN_MEASURES = _words(
    "平方公里 平方米 公里 千米 米 吨 噸 公顷 公頃 亩 畝 千克 公斤 千瓦时 千瓦時 千瓦 兆瓦 摄氏度 "
    "周年 週年 年 个月 個月 个多月 個多月 周岁 岁 歲 天 小时 小時 个小时 個小時 分钟 分鐘 秒 "
    "世纪 世紀"
)
"""Measures, the spans of time among them: a number before one is no count of things."""

MEASURES = _words(
    "km² km2 km kilometres kilometers kilometre kilometer metres meters metre meter m cm mm kg t "
    "tonnes tonne tons ton hectares hectare ha mw kwh miles mile feet ft years year months month "
    "weeks week days day hours hour minutes minute seconds км м кг т тонн лет дней часов"
)

_RUSSIAN_MONTHS = _words(
    "январ феврал март апрел ма[йяе] июн июл август сентябр октябр ноябр декабр"
)


def month_patterns() -> list[str]:
    """Twelve patterns: a month's names in English and Uyghur (CLDR) and Russian, in any case."""
    english, uyghur = Locale("en").months["format"], Locale("ug").months["format"]["wide"]
    return [
        rf"{english['wide'][month]}|{english['wide'][month].upper()}|"
        rf"{english['abbreviated'][month]}\.?(?![a-z])|{uyghur[month]}|{russian}[а-яё]{{0,3}}"
        for month, russian in enumerate(_RUSSIAN_MONTHS, start=1)
    ]
