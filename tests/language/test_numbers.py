"""Every number of a text is found to the digit, with its sort; nothing harms the finder."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_app.domain.number import Number, NumberKind
from geo_app.language.formats import Formats
from geo_app.language.numbers import find_numbers
from geo_app.language.wording import tell_number


def found_in(text: str) -> list[Number]:
    return list(find_numbers([text]))


def told(number: Number) -> str:
    """Kind and value in one text: money 56432000000 CNY."""
    value = number.time if number.value is None else f"{number.value:f}"
    return " ".join(str(each) for each in (number.kind, value, number.currency) if each is not None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Chinese: digits, numerals, and what the words beside them say
        ("2025 some", "count 2025"),
        ("18.8个百分点", "percentage_points 18.8"),
        ("高出18.8個百分點", "percentage_points 18.8"),
        ("18.8百分点", "percentage_points 18.8"),
        ("67.2%", "per_cent 67.2"),
        ("６７.２％", "per_cent 67.2"),
        ("百分之十七", "per_cent 17"),
        ("百分之六点七", "per_cent 6.7"),
        ("百分之百", "per_cent 100"),
        ("三成", "per_cent 30"),
        ("三分之一", "fraction 0.3333333333333333333333333333"),
        ("一半", "fraction 0.5"),
        ("2000多家", "count_more_than 2000"),
        ("2000余家", "count_more_than 2000"),
        ("2000多万人", "count_more_than 20000000"),
        ("超过2000家", "count_more_than 2000"),
        ("2000家", "count 2000"),
        ("第十四届", "ordinal 14"),
        ("第14屆", "ordinal 14"),
        ("第5场", "ordinal 5"),
        ("564.32亿元", "money 56432000000 CNY"),
        ("564.32億元", "money 56432000000 CNY"),
        ("1.5万亿", "count 1500000000000"),
        ("1.5万亿美元", "money 1500000000000 USD"),
        ("500日元", "money 500 JPY"),
        ("12亿3000万", "count 1230000000"),
        ("3个亿", "count 300000000"),
        ("两千三百", "count 2300"),
        ("两千三", "count 2300"),
        ("兩千零三", "count 2003"),
        ("一万五千亿", "count 1500000000000"),
        ("三點五億", "count 350000000"),
        ("一百零五", "count 105"),
        ("１２３", "count 123"),
        ("10个", "count 10"),
        ("五大口岸", "count 5"),
        ("四区叠加", "count 4"),
        ("七八百家", "indefinite 700"),
        ("数百家", "indefinite 100"),
        ("上千家", "indefinite 1000"),
        ("十几家", "indefinite 10"),
        ("三个月", "measure 3"),
        ("5千米", "measure 5"),
        ("2.5倍", "multiple 2.5"),
        ("5G", "label 5"),
        ("G314国道", "label 314"),
        # dates
        ("2023年11月", "moment 2023-11"),
        ("二〇二三年十一月", "moment 2023-11"),
        ("8月8日", "moment --08-08"),
        ("8日，在", "moment ---08"),
        ("2024年8月8日", "moment 2024-08-08"),
        ("2024-08-08 15:41:24", "moment 2024-08-08T15:41:24"),
        ("2024-08-08T15:41", "moment 2024-08-08T15:41"),
        ("15:41", "moment T15:41"),
        ("2024年上半年", "period 2024-01/2024-06"),
        ("1—6月", "period --01/--06"),
        ("11 November 2023", "moment 2023-11-11"),
        ("November 11, 2023", "moment 2023-11-11"),
        ("November 2023", "moment 2023-11"),
        ("8th of August", "moment --08-08"),
        ("January–June 2024", "period 2024-01/2024-06"),
        ("the first half of 2024", "period 2024-01/2024-06"),
        ("H2 2024", "period 2024-07/2024-12"),
        # English
        ("3,338 km", "measure 3338"),
        ("twenty-one ports", "count 21"),
        ("five", "count 5"),
        ("two thousand three hundred and five boats", "count 2305"),
        ("three hundred thousand", "count 300000"),
        ("more than 2,000 firms", "count_more_than 2000"),
        ("over two thousand firms", "count_more_than 2000"),
        ("2,000+ firms", "count_more_than 2000"),
        ("14th", "ordinal 14"),
        ("the fourteenth fair", "ordinal 14"),
        ("No. 5", "ordinal 5"),
        ("18.8 percentage points", "percentage_points 18.8"),
        ("an 18.8-percentage-point lead", "percentage_points 18.8"),
        ("17 per cent", "per_cent 17"),
        ("-3.5%", "per_cent -3.5"),
        ("CNY 56.432 billion", "money 56432000000 CNY"),
        ("56.432 billion yuan", "money 56432000000 CNY"),
        ("RMB500", "money 500 CNY"),
        ("US$5.5 million", "money 5500000 USD"),
        ("€3bn", "money 3000000000 EUR"),
        ("two thirds", "fraction 0.6666666666666666666666666667"),
        ("hundreds of boats", "indefinite"),
        # Russian and Uyghur: digits
        ("выросло на 67,2 процента", "per_cent 67.2"),
        ("составило 564,32 млрд юаней", "money 564320000000 CNY"),
        ("более 2 000 предприятий", "count_more_than 2000"),
        ("в ноябре 2023 года", "moment 2023-11"),
        ("8 августа 2024 года", "moment 2024-08-08"),
        ("14-я ярмарка", "ordinal 14"),
        ("2023-يىلى 11-ئاينىڭ 8-كۈنى", "moment 2023-11-08"),
        ("٦٧٫٢٪ ئاشتى", "per_cent 67.2"),
        # letters that are others to a pattern that ignores case
        ("5 m\u0131llion", "count 5000000"),
        ("5 M\u0130LL\u0130ON", "count 5000000"),
        ("f\u0131ve", "count 5"),
        ("\u017feven wee\u212a\u017f", "measure 7"),
        ("f\u0131fth", "ordinal 5"),
        ("two \u017f\u0131xths", "fraction 0.3333333333333333333333333333"),
        ("5 ты\u1c83.", "count 5000"),
    ],
)
def test_a_number_is_read_to_the_digit_with_its_sort(text: str, expected: str) -> None:
    assert [told(each) for each in found_in(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("五口通八国、一路连欧亚", ["五", "八", "一"]),
        ("分别为65.5亿元、18.5亿元、506亿元", ["65.5亿元", "18.5亿元", "506亿元"]),
        ("5个一类口岸", ["5", "一"]),
        ("17%～20%", ["17%", "20%"]),
        ("5-6 ports", ["5", "6"]),
        ("2024-13-45", ["2024", "13", "45"]),
        ("一周三次", ["一", "三"]),
        ("ports 1,2 and 3", ["1", "2", "3"]),
        ("in May he may see 5", ["5"]),
    ],
)
def test_each_number_of_several_is_found(text: str, written: list[str]) -> None:
    assert [each.text for each in found_in(text)] == written


@pytest.mark.parametrize(
    "text",
    [
        "共建“一带一路”，进一步统一规则，唯一一直在",
        "一帶一路",
        "万一，百姓来了",
        "大陆与队伍",
        "上半年",
        "in the first half of the year",
        "one belt, one road",
        "no one went",
        "an often-done, tended stone",
        "星期三和周五",
    ],
)
def test_words_that_only_hold_a_numeral_are_no_numbers(text: str) -> None:
    assert found_in(text) == []


def test_a_number_says_where_it_stands() -> None:
    numbers = list(find_numbers(["no figure", "增长17%，有2000多家"]))
    assert [(each.paragraph, each.start, each.end) for each in numbers] == [(1, 2, 5), (1, 7, 12)]
    assert numbers[1].near == "增长17%，有2000多家"


def test_a_fall_is_noted() -> None:
    assert found_in("同比下降17%")[0].falling
    assert found_in("it fell by 17%")[0].falling
    assert not found_in("同比增长17%")[0].falling


@pytest.mark.parametrize("text", ["7" * 1000, "亿" * 1000, "1" + "亿" * 1000, "1" + ",000" * 1000])
def test_a_numeral_beyond_all_bounds_is_told_and_not_computed_with(text: str) -> None:
    numbers = found_in(text)
    assert numbers[0].kind is NumberKind.UNREADABLE
    assert all(each.value is None or each.value.adjusted() < 30 for each in numbers)


ENGLISH = Formats("en")
LOOKALIKES = (
    str.maketrans("isk", "\u0131\u017f\u212a"),
    str.maketrans("iдтс", "\u0130\u1c81\u1c84\u1c83"),
)
"""Letters that are matched where case is ignored, and that `lower` leaves as they are."""
PIECES = """
0 1 9 ９ ٣ ½ ① 〇 一 两 十 百 千 万 亿 億 兆 点 分之 成 半 多 余 几 数 第 届 上 年 月 日 号 份 个
个百分点 % ％ 元 美元 公里 之一 统一 周 five twenty hundred thousand and a first second third
May January to of billion bn per cent more than over No. CNY US$ € km th - – : / . , ， +
fifth sixths million fifteenth week
августа млрд тыс. миллиард на -я ئاي -كۈنى \u202e \u200f \x00 \x1b
"""
PLAIN = PIECES.split()
DISGUISED = {piece.translate(letters) for piece in PLAIN for letters in LOOKALIKES}
SAMPLES = st.sampled_from([*PLAIN, *sorted(DISGUISED.difference(PLAIN)), " ", "\u00a0"])


def check(text: str) -> None:
    """What holds of every text: the numbers stand in it, in order, and each can be told."""
    end = 0
    for number in found_in(text):
        assert end <= number.start < number.end <= len(text)
        assert number.text == text[number.start : number.end]
        assert tell_number(number, ENGLISH)
        end = number.end


@settings(derandomize=True, deadline=None, max_examples=500)
@given(st.lists(SAMPLES, max_size=40).map("".join) | st.text())
def test_no_text_harms_the_finder(text: str) -> None:
    check(text)


@settings(derandomize=True, deadline=None)
@given(SAMPLES, SAMPLES)
def test_no_repetition_harms_the_finder(one: str, other: str) -> None:
    check((one + other) * 500)
