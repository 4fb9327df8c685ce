"""Where people work: the districts of the two regions that the centre serves (clause 2.3)."""

from collections import defaultdict
from typing import NamedTuple


class District(NamedTuple):
    """A municipal district of Leningrad region or a district of Saint Petersburg."""

    code: str
    name: str
    region: str

    @property
    def text(self) -> str:
        """«Гатчинский округ, Ленинградская область»."""
        return f"{self.name}, {self.region}"


OBLAST = "Ленинградская область"
CITY = "Санкт-Петербург"

_OBLAST = {
    "lo-boksitogorsk": "Бокситогорский район",
    "lo-volkhov": "Волховский район",
    "lo-volosovo": "Волосовский район",
    "lo-vsevolozhsk": "Всеволожский район",
    "lo-vyborg": "Выборгский район области",
    "lo-gatchina": "Гатчинский округ",
    "lo-kingisepp": "Кингисеппский район",
    "lo-kirishi": "Киришский район",
    "lo-kirovsk": "Кировский район области",
    "lo-lodeynoye-pole": "Лодейнопольский район",
    "lo-lomonosov": "Ломоносовский район",
    "lo-luga": "Лужский район",
    "lo-podporozhye": "Подпорожский район",
    "lo-priozersk": "Приозерский район",
    "lo-slantsy": "Сланцевский район",
    "lo-sosnovy-bor": "Сосновоборский округ",
    "lo-tikhvin": "Тихвинский район",
    "lo-tosno": "Тосненский район",
}
_CITY = {
    "spb-admiralteysky": "Адмиралтейский район",
    "spb-vasileostrovsky": "Василеостровский район",
    "spb-vyborgsky": "Выборгский район города",
    "spb-kalininsky": "Калининский район",
    "spb-kirovsky": "Кировский район города",
    "spb-kolpinsky": "Колпинский район",
    "spb-krasnogvardeysky": "Красногвардейский район",
    "spb-krasnoselsky": "Красносельский район",
    "spb-kronshtadtsky": "Кронштадтский район",
    "spb-kurortny": "Курортный район",
    "spb-moskovsky": "Московский район",
    "spb-nevsky": "Невский район",
    "spb-petrogradsky": "Петроградский район",
    "spb-petrodvortsovy": "Петродворцовый район",
    "spb-primorsky": "Приморский район",
    "spb-pushkinsky": "Пушкинский район",
    "spb-frunzensky": "Фрунзенский район",
    "spb-tsentralny": "Центральный район",
}

DISTRICTS = [
    *(District(code, name, OBLAST) for code, name in _OBLAST.items()),
    *(District(code, name, CITY) for code, name in _CITY.items()),
]
BY_CODE = {district.code: district for district in DISTRICTS}
_KINDS = (
    *("район", "муниципальный район", "муниципальный округ", "округ", "городской округ"),
    *("р-н", "муниципальный р-н", "м. р-н", "м. о.", "МР", "МО", "ГО", ""),
)
_REGIONS = {
    OBLAST: (OBLAST, "Ленинградской области", "Лен. обл.", "Лен. области", "ЛО", "области"),
    CITY: (CITY, "Санкт-Петербурга", "г. Санкт-Петербург", "СПб", "Петербург", "города"),
}

# Towns that people name instead of the district in which each of them lies.
_TOWNS = {
    "lo-boksitogorsk": ("Бокситогорск", "Пикалёво"),
    "lo-volkhov": ("Волхов", "Новая Ладога", "Сясьстрой"),
    "lo-volosovo": ("Волосово",),
    "lo-vsevolozhsk": ("Всеволожск", "Мурино", "Кудрово", "Сертолово"),
    "lo-vyborg": ("Выборг", "Светогорск", "Приморск"),
    "lo-gatchina": ("Гатчина", "Коммунар"),
    "lo-kingisepp": ("Кингисепп", "Ивангород"),
    "lo-kirishi": ("Кириши",),
    "lo-kirovsk": ("Кировск", "Отрадное", "Шлиссельбург"),
    "lo-lodeynoye-pole": ("Лодейное Поле",),
    "lo-luga": ("Луга",),
    "lo-podporozhye": ("Подпорожье",),
    "lo-priozersk": ("Приозерск",),
    "lo-slantsy": ("Сланцы",),
    "lo-sosnovy-bor": ("Сосновый Бор",),
    "lo-tikhvin": ("Тихвин",),
    "lo-tosno": ("Тосно", "Любань"),
    "spb-kolpinsky": ("Колпино",),
    "spb-krasnoselsky": ("Красное Село",),
    "spb-kronshtadtsky": ("Кронштадт",),
    "spb-kurortny": ("Сестрорецк", "Зеленогорск"),
    "spb-petrodvortsovy": ("Петергоф", "Ломоносов"),
    "spb-pushkinsky": ("Пушкин", "Павловск"),
}


def _town_names() -> dict[str, str]:
    """«г. Гатчина», «Ленинградская область, город Луга» → code."""
    codes: dict[str, str] = {}
    for code, towns in _TOWNS.items():
        for town in towns:
            for name in (town, f"г. {town}", f"город {town}", f"{town} г."):
                codes[name] = code
                for region in _REGIONS[BY_CODE[code].region]:
                    codes[f"{region} {name}"] = code
    return codes


def _usual_names() -> dict[str, str]:
    """«Всеволожский», «Гатчинский муниципальный округ», «СПб, Кировский р-н» → code.

    What two districts are called, one of each region, stands for neither.
    """
    codes: dict[str, set[str]] = defaultdict(set)
    for district in DISTRICTS:
        for kind in _KINDS:
            name = f"{district.name.split()[0]} {kind}".strip()
            codes[name].add(district.code)
            for region in _REGIONS[district.region]:
                codes[f"{name} {region}"].add(district.code)
                codes[f"{region} {name}"].add(district.code)
    return {name: code for name, (code, *others) in codes.items() if not others}


# How people call a district, for tables that they bring.
USUAL_NAMES = (
    _town_names() | _usual_names() | {district.name: district.code for district in DISTRICTS}
)
# For a model's field.
CHOICES = [(district.code, district.text) for district in DISTRICTS]
# For a select with a group per region.
GROUPED = [
    (region, [(d.code, d.name) for d in DISTRICTS if d.region == region])
    for region in (OBLAST, CITY)
]
