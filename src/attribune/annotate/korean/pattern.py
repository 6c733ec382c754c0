"""The forms of Korean time expressions."""

from __future__ import annotations

import re

_EDGE = "(?<![가-힣A-Za-z0-9.,])"
_COUNT = "[0-9]{1,4}|한두|두세|서너|한|두|석|세|넉|네|다섯|여섯|일곱|여덟|아홉|열두|열한|열|몇|수"
_SPANS = "하루|이틀|사흘|나흘|닷새|엿새|이레|여드레|아흐레|열흘|보름|일주일|반년|반세기"
_UNITS = "년|개월|달|주일|주|일|시간|분|해|세기"
_LENGTH = rf"(?:(?P<spans>{_SPANS})|(?:약 )?(?P<count>{_COUNT})(?P<more>여)? ?(?P<unit>{_UNITS}))"

_PART = "오전|오후|새벽|아침|저녁|밤|낮|정오|자정"
_CLOCK = rf"(?: ?(?:{_PART})(?![가-힣]{{3}}))?(?: ?[0-9]{{1,2}}시(?: ?[0-9]{{1,2}}분| ?반)?)?"
_MODE = "(?: ?(?P<mode>초순|상순|중순|하순|초반|중반|후반|말|초)(?=[께경쯤에의이은는부까로,. ]|$))?"
_ABOUT = "(?P<about>께|경|쯤| 무렵| 전후)?"

_YEAR_WORDS = (
    "올해|올(?= ?(?:[0-9]|한 해|봄|여름|가을|겨울|상반기|하반기|초))|금년|"
    "이듬해|작년|지난해|지난 해|전년|재작년|지지난해|내년|다음 해|후년|내후년|그해|같은 해"
)
_MONTH_WORDS = "이달|이번 달|금월|지난달|지난 달|전달|지지난달|다음 달|다음달|내달|같은 달|그달"
_YEAR = (
    r"(?:(?P<year>[12][0-9]{3})년|주체 ?(?P<juche>[0-9]{2,3})년|(?P<short>[0-9]{2})년(?= ?[0-9]{1,2}월)"
    rf"|(?P<yearword>{_YEAR_WORDS}))"
)
_MONTH = rf"(?:(?P<prefix>지난|오는|다가오는|이번) )?(?:(?P<month>[0-9]{{1,2}})월|(?P<monthword>{_MONTH_WORDS}))"
_DAY = r"(?P<day>[0-9]{1,2})일(?! ?(?:간|동안|째|만에|정도|이상|가량|전|뒤|후)(?![가-힣])|간|째)"
_DAYS_NAME = r"(?: ?\([월화수목금토일]\))?"
_PARTS_OF_YEAR = "(?P<half>상반기|하반기)|(?P<quarter>[1-4])(?:·4|/4)?분기|(?P<season>봄|여름|가을|겨울)(?![가-힣]철)"
_WORDS = (
    "오늘|어제|그제|그저께|내일|모레|전날|이날|같은 날|다음 날|다음날|이튿날|현재|지금|연초|연말|연내|"
    "지난 주말|지난주말|이번 주말|지난주|지난 주|이번 주|금주|다음 주|내주"
)

# In the order in which they are tried at each place.
FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(_EDGE + form))
    for name, form in (
        ("same", "(?P<yearword>지난해|작년|전년|재작년) (?:같은 기간|동기)"),
        ("ago", rf"{_LENGTH} ?전(?=[ 에의부까,.은이]|$)"),
        ("past", rf"(?:지난|최근) {_LENGTH}(?:간| 동안| 사이)"),
        ("lasting", rf"{_LENGTH}(?:간| ?동안| ?만에| ?내내| ?가까이| ?째| ?뒤(?!늦)| ?후| ?이상)"),
        ("century", "(?P<century>[0-9]{1,2})세기(?: ?(?P<mode>초반|중반|후반|말|초))?"),
        ("decade", "(?P<decade>[12][0-9]{3}|[0-9]{2})년대(?: ?(?P<mode>초반|중반|후반|말|초))?"),
        ("iso", r"(?P<year>[12][0-9]{3})[.\-/] ?(?P<month>[0-9]{1,2})[.\-/] ?(?P<day>[0-9]{1,2})\.?(?![0-9])"),
        (
            "year",
            (
                rf"{_YEAR}(?: 한 해(?:동안)?)?(?: ?(?:{_MONTH})(?: ?{_DAY}{_DAYS_NAME})?| ?(?:{_PARTS_OF_YEAR}))?"
                rf"{_MODE}{_CLOCK}{_ABOUT}"
            ),
        ),
        ("month", rf"{_MONTH}(?: ?{_DAY}{_DAYS_NAME})?{_MODE}{_CLOCK}{_ABOUT}"),
        ("day", rf"(?:(?P<prefix>지난|오는|다가오는|이번) )?{_DAY}{_DAYS_NAME}(?: 현재)?{_CLOCK}{_ABOUT}"),
        (
            "weekday",
            (
                r"(?:(?P<prefix>지난주|지난 주|이번 주|다음 주|지난|오는|이번) )?(?P<weekday>[월화수목금토일])요일"
                rf"{_CLOCK}"
            ),
        ),
        ("part", rf"(?:(?P<prefix>지난|오는) )?(?:{_PARTS_OF_YEAR})(?=[은는이가에의까부 ]|$)"),
        ("word", rf"(?P<word>{_WORDS})(?=[은는에의도부까이인 ,.]|로(?!서)|$){_CLOCK}"),
    )
)

# Between two times: a dash, "and", or "from" with "until" behind the second.
LINK = re.compile(r" ?[-–~∼～] ?|(?P<since>부터|에서) ?|(?P<and>과|와|, ?| 및 )")
TAIL = re.compile(
    r"(?P<since>부터(?! ?[0-9])| 이후(?:로|부터)?| 이래(?:로)?)(?![가-힣])|(?P<until>까지)"
    r"|(?P<before> 이전(?:에|까지)?(?![가-힣]))"
)
# At a sentence's end: what is told is still to come.
AHEAD = re.compile("예정|계획|방침|전망|[할될릴질일올갈날열을] (?:것|듯|수)|겠|하기로|기로 했")
