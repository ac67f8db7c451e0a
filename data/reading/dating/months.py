"""Names of months and weekdays in English, Ukrainian and Russian, in the forms that dates take.

Lower case throughout; the caller lowers the text first. Short forms are there for dates with a
number beside them; "may" and "march" are words too, so that running text needs more than the name.
"""

_MONTHS = {
    "en": "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug"
    "|september sep sept|october oct|november nov|december dec",
    "uk": "січень січня січні січнем січ|лютий лютого лютому лютим лют"
    "|березень березня березні березнем бер|квітень квітня квітні квітнем квіт кві"
    "|травень травня травні травнем трав тра|червень червня червні червнем черв чер"
    "|липень липня липні липнем лип|серпень серпня серпні серпнем серп сер"
    "|вересень вересня вересні вереснем вер|жовтень жовтня жовтні жовтнем жовт жов"
    "|листопад листопада листопаді листопадом лист лис|грудень грудня грудні груднем груд гру",
    "ru": "январь января январе январем янв|февраль февраля феврале февралем фев февр"
    "|март марта марте мартом мар|апрель апреля апреле апрелем апр|май мая мае маем"
    "|июнь июня июне июнем июн|июль июля июле июлем июл|август августа августе августом авг"
    "|сентябрь сентября сентябре сентябрем сен сент|октябрь октября октябре октябрем окт"
    "|ноябрь ноября ноябре ноябрем ноя нояб|декабрь декабря декабре декабрем дек",
}
_WEEKDAYS = {
    "en": "monday mon|tuesday tue tues|wednesday wed|thursday thu thur thurs|friday fri"
    "|saturday sat|sunday sun",
    "uk": "понеділок понеділка понеділку понеділком пн|вівторок вівторка вівторку вівторком вт"
    "|середа середу середи середі середою ср|четвер четверга четвергу четвергом чт"
    "|п'ятниця п'ятницю п'ятниці п'ятницею пт|субота суботу суботи суботі суботою сб"
    "|неділя неділю неділі неділею нд",
    "ru": "понедельник понедельника понедельнику понедельником пн"
    "|вторник вторника вторнику вторником вт|среда среду среды среде средой ср"
    "|четверг четверга четвергу четвергом чт|пятница пятницу пятницы пятнице пятницей пт"
    "|суббота субботу субботы субботе субботой сб"
    "|воскресенье воскресенья воскресенью воскресеньем вс",
}


_HARD_AND_SOFT = {
    "uk": "ий ого ому им ім а ої ій у ою е і их ими ього ьому я ьої ю ьою є іх іми",
    "ru": "ый ого ому ым ом ая ой ую ое ые ых ыми ий его ему им ем яя ей юю ее ие их ими",
}
_WEEKDAY_STEMS = {
    "uk": "понеділков|вівторков|середов|четвергов|п'ятничн|суботн|недільн",
    "ru": "понедельничн|вторничн|средов|четвергов|пятничн|субботн|воскресн",
}


def _adjectives(lang: str) -> dict[str, int]:
    stems = enumerate(_WEEKDAY_STEMS[lang].split("|"))
    return {stem + end: number for number, stem in stems for end in _HARD_AND_SOFT[lang].split()}


def _numbered(names: str, first: int) -> dict[str, int]:
    return {
        name: number
        for number, forms in enumerate(names.split("|"), first)
        for name in forms.split()
    }


MONTHS_IN = {lang: _numbered(names, 1) for lang, names in _MONTHS.items()}
"""By language, the number of the month, 1 to 12, by every form of its name."""
WEEKDAYS_IN = {lang: _numbered(names, 0) for lang, names in _WEEKDAYS.items()}
"""By language, the number of the day of the week, Monday 0, by every form of its name."""
WEEKDAY_ADJECTIVES_IN: dict[str, dict[str, int]] = {"en": {}} | {
    lang: _adjectives(lang) for lang in _WEEKDAY_STEMS
}
"""By language, the number of the day of the week by every form of its adjective ("Saturday's")."""
MONTHS = {name: number for names in MONTHS_IN.values() for name, number in names.items()}
WEEKDAYS = {
    name: number
    for names in (*WEEKDAYS_IN.values(), *WEEKDAY_ADJECTIVES_IN.values())
    for name, number in names.items()
}


def one_of(names: dict[str, int]) -> str:
    """The names as an alternation of a pattern, the longest first."""
    return "|".join(sorted(names, key=len, reverse=True))
