"""Names of months and weekdays in English, Ukrainian and Russian, in the forms that dates take.

Lower case throughout; whoever asks lowers the text first. Short forms are there for dates with a
number beside them; "may" and "march" are words too, so that running text needs more than the name.
"""

_MONTHS = """
1 january jan січень січня січні січнем січ январь января январе январем янв
2 february feb лютий лютого лютому лютим лют февраль февраля феврале февралем фев февр
3 march mar березень березня березні березнем бер март марта марте мартом мар
4 april apr квітень квітня квітні квітнем квіт кві апрель апреля апреле апрелем апр
5 may травень травня травні травнем трав тра май мая мае маем
6 june jun червень червня червні червнем черв чер июнь июня июне июнем июн
7 july jul липень липня липні липнем лип июль июля июле июлем июл
8 august aug серпень серпня серпні серпнем серп сер август августа августе августом авг
9 september sep sept вересень вересня вересні вереснем вер
9 сентябрь сентября сентябре сентябрем сен сент
10 october oct жовтень жовтня жовтні жовтнем жовт жов октябрь октября октябре октябрем окт
11 november nov листопад листопада листопаді листопадом лист лис
11 ноябрь ноября ноябре ноябрем ноя нояб
12 december dec грудень грудня грудні груднем груд гру декабрь декабря декабре декабрем дек
"""
_WEEKDAYS = """
0 monday mon понеділок понеділка понеділку понеділком пн понедельник понедельника понедельником
1 tuesday tue tues вівторок вівторка вівторку вівторком вт вторник вторника вторником
2 wednesday wed середа середу середи середі середою ср среда среду среды среде средой
3 thursday thu thur thurs четвер четверга четвергу четвергом чт четверг четверге
4 friday fri п'ятниця п'ятницю п'ятниці п'ятницею пт пятница пятницу пятницы пятнице пятницей
5 saturday sat субота суботу суботи суботі суботою сб суббота субботу субботы субботе субботой
6 sunday sun неділя неділю неділі неділею нд воскресенье воскресенья воскресеньем вс
"""


def _table(lines: str) -> dict[str, int]:
    rows = (line.split() for line in lines.split("\n") if line)
    return {name: int(number) for number, *names in rows for name in names}


MONTHS = _table(_MONTHS)
"""Number of the month, 1 to 12, by every form of its name."""
WEEKDAYS = _table(_WEEKDAYS)
"""Number of the day of the week, Monday 0, by every form of its name."""


def one_of(names: dict[str, int]) -> str:
    """The names as an alternation of a pattern, the longest first."""
    return "|".join(sorted(names, key=len, reverse=True))
