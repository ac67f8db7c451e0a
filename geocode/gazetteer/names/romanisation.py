"""Writes Ukrainian and Russian names in Latin letters, as offices and newspapers do.

``official`` is the Cabinet's table of 2010 (resolution 55), which is how this gazetteer shows
Ukrainian names. ``spellings_uk`` adds BGN/PCGN, ``press_spellings_uk`` and ``spellings_ru`` the
habits of the press.
Signs and apostrophes are left out, since the normal form drops them. The letters of a text that
are in no table stay as they are.
"""

from collections.abc import Callable

from geocode.text import PLAIN_APOSTROPHE

_COMMON = {
    "а": "a", "б": "b", "в": "v", "д": "d", "е": "e", "ж": "zh", "з": "z", "к": "k", "л": "l",
    "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ь": "", "'": "",
}  # fmt: skip
_UK = _COMMON | {"г": "h", "ґ": "g", "и": "y", "і": "i"}
_KMU = _UK | {"є": "ie", "ї": "i", "й": "i", "ю": "iu", "я": "ia"}
_KMU_INITIAL = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_BGN_UK = _UK | {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
# 'Hulyaipole', 'Balakliya': BGN's y before vowels with the Cabinet's i for й and ї
_MIXED_UK = _BGN_UK | {"ї": "i", "й": "i"}
# 'Guliaipole', 'Mirnohrad', 'Gannivka': the Russian g and the one i of most European papers
_G, _I = {"г": "g"}, {"и": "i"}
_I_FROM_LETTERS = 6
"""Of shorter names i for и makes too many others: Бари would be Bari, Тири would be Tiri."""
_RU = _COMMON | {
    "г": "g", "ё": "yo", "и": "i", "й": "y", "ъ": "", "ы": "y", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip
# 'Artiomovsk', 'Krasnaia': the i of library tables and of French and Italian papers
_RU_I = _RU | {"ё": "io", "й": "i", "ю": "iu", "я": "ia"}
_RU_E = _RU | {"ё": "e"}
_RU_H = _RU | {"г": "h"}  # 'Malaya Rohan': Russian words with Ukraine's h
_YE_AFTER = frozenset("аеёиоуыэюяьъ")

_PRESS_UK = (("yi ", "y "), ("iia", "ia"), ("iya", "ia"), ("zhzh", "zh"), ("yy ", "yi "))
_PRESS_UK_MORE = (*_PRESS_UK, ("ii ", "y "), ("shch", "sch"), ("Shch", "Sch"))
_PRESS_RU = (
    ("iy ", "y "), ("yy ", "y "), ("iy ", "ii "), ("yy ", "yi "), ("shch", "sch"), ("iya", "ia"),
)  # fmt: skip


def _render(name: str, table: dict[str, str], initial: dict[str, str], *, ye: bool = False) -> str:
    letters: list[str] = []
    before = ""
    for letter in name.translate(PLAIN_APOSTROPHE):
        small = letter.lower()
        starts = not (before.isalpha() or before == "'")
        latin = initial.get(small) if starts else None
        if latin is None:
            latin = table.get(small, small)
        if ye and small == "е" and (starts or before in _YE_AFTER):
            latin = "ye"
        if small == "г" and before == "з" and table is _KMU:
            latin = "gh"  # 'Zghurivka', lest it read as zh
        letters.append(latin.capitalize() if letter != small else latin)
        before = small
    return "".join(letters)


def official(name_uk: str) -> str:
    """The name after the Cabinet of Ministers' table of 2010: Авдіївка is Avdiivka."""
    return _render(name_uk, _KMU, _KMU_INITIAL)


def bgn_uk(name_uk: str) -> str:
    """The name after BGN/PCGN 1965: Авдіївка is Avdiyivka."""
    return _render(name_uk, _BGN_UK, {})


def bgn_ru(name_ru: str) -> str:
    """The name after BGN/PCGN 1947: Алексеевка is Alekseyevka."""
    return _render(name_ru, _RU, {}, ye=True)


def _with_press(forms: list[str], habits: tuple[tuple[str, str], ...]) -> frozenset[str]:
    found = set(forms)
    for form in forms:
        # the blank marks a word's end, also where a hyphen follows
        padded = f"{form} ".replace("-", " -")
        for habit in habits:
            if habit[0] in padded:
                found.add(padded.replace(*habit).replace(" -", "-").strip())
    return frozenset(found)


def spellings_uk(name_uk: str) -> frozenset[str]:
    """The Latin spellings of a Ukrainian name by the tables of offices, the official included."""
    forms = [official(name_uk), bgn_uk(name_uk), _render(name_uk, _MIXED_UK, {})]
    return _with_press(forms, _PRESS_UK)


def press_spellings_uk(name_uk: str) -> frozenset[str]:
    """Every Latin spelling under which papers print a Ukrainian name: Дмитрівка is Dmitrivka."""
    habits: list[dict[str, str]] = [{}, _G]
    if len(name_uk) >= _I_FROM_LETTERS:
        habits += [_I, _G | _I]
    styles = [(_KMU, _KMU_INITIAL), (_BGN_UK, {}), (_MIXED_UK, {})]
    forms = [
        _render(name_uk, table | habit, initial) for table, initial in styles for habit in habits
    ]
    return spellings_uk(name_uk) | _with_press(forms, _PRESS_UK_MORE)


def spellings_ru(name_ru: str) -> frozenset[str]:
    """Every Latin spelling under which papers print a Russian name: Артёмовск is Artyomovsk."""
    forms = [bgn_ru(name_ru), _render(name_ru, _RU, {"е": "ye"})]  # the latter 'Yenakievo'
    forms += [_render(name_ru, table, {}) for table in (_RU, _RU_I, _RU_E, _RU_H)]
    return _with_press(forms, _PRESS_RU)


Romaniser = Callable[[str], frozenset[str]]
BY_LANGUAGE: dict[str, Romaniser] = {"uk": press_spellings_uk, "ru": spellings_ru}
