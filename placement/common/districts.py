"""Where people work: the districts of the two regions that the centre serves (clause 2.3)."""

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
# For a model's field.
CHOICES = [(district.code, district.text) for district in DISTRICTS]
# For a select with a group per region.
GROUPED = [
    (region, [(d.code, d.name) for d in DISTRICTS if d.region == region])
    for region in (OBLAST, CITY)
]
