"""Makes the Russian forms of a Ukrainian settlement's name from its stem and ending.

Guesses that serve look-up, never display: Новомихайлівка gives Новомихайловка, Авдіївка gives
Авдеевка. Where the language leaves a choice (Червоне is Красное or Червоное, Лозова is Лозовая,
Основа stays) each is given, the likeliest first. Names whose Russian form is another word
(Торецьк, Дзержинск) are in the hand-made table.
"""

import re
from itertools import product

_MOST_FORMS = 4

# Whole words, where ending and stem change together
_WORDS_TABLE = """
    поле поле|море море|ріг рог|брід брод|міст мост|бір бор|хутір хутор|острів остров|потік поток
    поділ подол|двір двор|камінь камень|вигін выгон|перекіп перекоп|окіп окоп|ліс лес|степ степь
    самбір самбор|надія надежда|воля воля|доля доля|зоря заря|діброва дубрава|луг луг|сад сад
    перше первое|перша первая|перший первый|перші первые|друге второе|друга вторая|другий второй
    другі вторые|третє третье|третя третья|третій третий|сіль соль|присліп прислоп|сопіт сопот
    вовча волчья|княжа княжья|козача казачья|козачі казачьи|козачий казачий|церква церковь
    кривий кривой|лісний лесной|смоляний смоляной
    кам'яний каменный|кам'яна каменная|кам'яне каменное|кам'яні каменные|сокіл сокол
"""
_PAIR = re.compile(r"([^\s|]+) ([^\s|]+)")
_WORDS = dict(_PAIR.findall(_WORDS_TABLE))

_STEMS_TABLE = """
    олександр александр|олексі алексе|олекс алекс|андрі андре|авді авде|новомикіл новониколь
    микільськ никольск|микол никол|микит никит|костянтин константин|катерин екатерин
    василів васильев|тимофі тимофе|сергі серге|матві матве|григорі григорье
    опанас афанас|пилип филипп|юхим ефим|хом фом|гнат игнат|володимир владимир|кирил кирилл
    дмитрів дмитриев|олен елен|омел емел|улян ульян|ганн анн|іллі ильи|гео гео|мусі моисе
    червон красн|перемог побед|північн северн|південн южн|східн восточн|західн западн
    відрадн отрадн|залізн железн|сокіль соколь|хутір хутор
    комишувах камышевах|колодяз колодез|молодіж молодёж|приватн частн|роздолл раздолл
    розд разд|розс расс|підг подг|підл подл|підс подс|підв подв|підк подк|під под|від от
    межирі междуре|між меж|піщ песч|пісоч песоч|піск песк|пісч песч|пасік пасек|біл бел|ліс лес
    ліщ лещ|сіл сел|світ свет|хліб хлеб|річ реч|рік рек|вір вер|звір звер|цвіт цвет|привіт привет
    завіт завет|стін стен|сін сен|сір сер|ціл цел|міл мел|мідн медн|лід лед|діл дел|хрещ крещ
    вовк волк|вовч волч|довж долж|довг долг|товст толст|жовт жёлт|стовп столб|чорн черн|шовк шёлк
    дібров дубров|вугле угле|вільн вольн|вільх ольх|вільш ольш|гірн горн|гірськ горск|гірк горк
    гір гор|пільн польн|піль поль|кілк колк|кін кон|ніж неж|кріпк крепк|середн средн|кам'ян камен
    п'ят пят|мар'їн марьин|дзерк зерк|оріх орех|сівер север|сєвєр север|сніг снег|зміє змее
    верхньо верхне|нижньо нижне|рівн ровн|торець торец|слов'ян славян|бистр быстр|висок высок
    лиск лыск|риб рыб|бик бык|волин волын|крим крым|висел высел|вишгор вышгор|млин млин
    козак казак|комиш камыш|терну терно|лозув лозов|шипув шипов|двор двор|благовіщ благовещ
    дніп днеп|прогрес прогресс|благодат благодат|безім безым|дівиц девиц|дівич девич|вдовин вдовин
    сонц солнц|серце сердце|полон полон|пшенич пшенич|сім'ї семьи|свято свято|звіз звоз|стріл стрел
    солодк сладк|рассип рассып
    дрім дрем|корніл корнил|кісел кисел|лугівськ лугск|вітр ветр|вітер ветер|нікол никол
"""
_STEMS: list[tuple[str, str]] = _PAIR.findall(_STEMS_TABLE)
_TRANSLATED = frozenset(
    ["червон", "перемог", "північн", "південн", "східн", "західн", "козак", "солодк", "катерин"]
)
"""Stems that papers also leave as they sound: Красное beside Червоное."""

_ENDINGS_TABLE = """
    василівка васильевка,василевка|дмитрівка дмитриевка,дмитровка|іївка еевка,иевка|ївка евка
    івка овка,евка|ївське евское|івське овское|івськ овск|ьське ьское|ське ское|цьке цкое|зьке зкое
    ові овые|ове ово,овое|єве ево|еве ево,евое|ине ино|їне ино|іне ино|ище ище|поле поле|оре оре
    нє нее,ное|ше шее|че чее,чье|е ое|ська ская|цька цкая|зька зкая|ський ский|цький цкий|ськ ск
    цьк цк|зьк зк|єць ец|ець ец|піль поль|кий кий|гий гий|хий хий|жий жий|ший ший|чий чий|ій ий
    ий ый|їв ев|ів ов,ев|ські ские|цькі цкие|ївці евцы|івці овцы,евцы|иці ицы|ці цы|чі чи
    ївщина евщина|івщина овщина|иця ица|ця ца|іччя ечье|ччя чье|жжя жье|ення ение,енье|ння нье
    ілля елье,олье|лля лье|сся сье|ття тье|ддя дье|ззя зье|стя стье|'я ья|ова ова,овая|ева ева,евая
    ива ива,ивая|ава ава|ша ша,шая|ча ча,чья|вка вка|ка ка|ги ги|хи хи|ки ки|жі жи|ші ши|ні ни,ные
    і и|и ы
"""
_ENDINGS = tuple(
    (ukrainian, tuple(russian.split(","))) for ukrainian, russian in _PAIR.findall(_ENDINGS_TABLE)
)
_FEMININE = re.compile("(?<=[нтлсх])а")
"""Кремінна may be Кременная, as it may stay with а where the name is a noun."""
_ADJECTIVES = (
    ("ова", ("овая", "ова")), ("ева", ("евая", "ева")), ("ина", ("ина",)), ("ня", ("няя",)),
    ("ка", ("кая",)), ("а", ("ая",)), ("нє", ("нее",)), ("ове", ("овое",)), ("е", ("ое",)),
    ("ькі", ("кие",)), ("ні", ("ние", "ные")), ("кі", ("кие",)), ("чі", ("чьи",)), ("і", ("ые",)),
    ("ів", ("ов",)), ("їв", ("ев",)),
)  # fmt: skip
_NOUNS_BEFORE = ("вка", "нка", "лка", "йка", "тка", "чка", "шка", "ина", "иця", "ище")
_LETTERS = str.maketrans({"і": "и", "ї": "и", "є": "е", "ґ": "г"})
_APOSTROPHE = re.compile("['’ʼ]")


def russian_forms(name_uk: str) -> tuple[str, ...]:
    """The Russian names that a Ukrainian one may have, likeliest first; at least one."""
    words = name_uk.split()
    choices = [_forms(word, last=i == len(words) - 1) for i, word in enumerate(words)]
    wholes = dict.fromkeys(" ".join(chosen) for chosen in product(*choices))
    return tuple(wholes)[:_MOST_FORMS] or (name_uk,)


def _forms(word: str, *, last: bool) -> tuple[str, ...]:
    if "-" in word:
        parts = [_forms(part, last=True) for part in word.split("-")]
        return tuple(dict.fromkeys("-".join(chosen) for chosen in product(*parts)))[:_MOST_FORMS]
    text = _APOSTROPHE.sub("'", word.lower())
    if text in _WORDS:
        return (_WORDS[text].capitalize(),)
    found: dict[str, None] = {}
    noun = last or text.endswith(_NOUNS_BEFORE)
    for stem, tail in _split(text, _ENDINGS if noun else _ADJECTIVES + _ENDINGS):
        for kept in (frozenset(), _TRANSLATED):
            found[_joined(stem, tail, kept)] = None
    return tuple(found)


def _split(text: str, endings: tuple[tuple[str, tuple[str, ...]], ...]) -> list[tuple[str, str]]:
    """The Ukrainian stem with each Russian ending that its own may stand for."""
    for ukrainian, russian in endings:
        if text.endswith(ukrainian) and len(text) >= len(ukrainian):
            return [(text[: -len(ukrainian)], tail) for tail in russian]
    if _FEMININE.fullmatch(text, len(text) - 1):
        return [(text[:-1], "а"), (text[:-1], "ая")]
    return [(text, "")]


def _joined(stem: str, tail: str, kept: frozenset[str]) -> str:
    whole = stem + "\0" + tail
    for ukrainian, russian in _STEMS:
        if ukrainian not in kept:
            whole = whole.replace(ukrainian, russian)
    whole = whole.replace("\0", "").replace("ьо", "ё").replace("йо", "ё")
    return _APOSTROPHE.sub("ь", whole.translate(_LETTERS)).capitalize()
