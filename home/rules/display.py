"""How a reader wants the pages to look: the «версия для слабовидящих»."""

from dataclasses import asdict, dataclass

SIZES = {
    "100": "обычный",
    "125": "крупнее (125 %)",
    "150": "крупный (150 %)",
    "200": "очень крупный (200 %)",
}
SPACINGS = {"normal": "обычные", "wide": "увеличенные", "widest": "большие"}
COLOURS = {
    "auto": "как на сайте (светлые или тёмные – по настройке устройства)",
    "black-on-white": "чёрным по белому",
    "white-on-black": "белым по чёрному",
    "blue": "тёмно-синим по голубому",
    "beige": "коричневым по бежевому",
}
IMAGES = {"on": "показывать", "off": "заменять описанием"}
CHOICES = {"size": SIZES, "spacing": SPACINGS, "colours": COLOURS, "images": IMAGES}


@dataclass(frozen=True)
class Display:
    """One reader's settings; the first choice of each is the default."""

    size: str = "100"
    spacing: str = "normal"
    colours: str = "auto"
    images: str = "on"

    @property
    def images_off(self) -> bool:
        """Whether pictures give way to their descriptions."""
        return self.images == "off"

    @property
    def is_large(self) -> bool:
        """Whether letters or the distances between them are larger than usual: few words fit a line."""
        return (self.size, self.spacing) != (DEFAULT.size, DEFAULT.spacing)

    @property
    def is_default(self) -> bool:
        """Whether nothing was changed."""
        return self == DEFAULT

    @property
    def changed(self) -> dict[str, str]:
        """The settings that differ from the default, by name."""
        usual = asdict(DEFAULT)
        return {name: value for name, value in asdict(self).items() if value != usual[name]}

    def __str__(self) -> str:
        """The form in which a cookie and a cache key hold it."""
        return ".".join(asdict(self).values())


DEFAULT = Display()
# What the button of the special version switches on at once.
LOW_VISION = Display(size="150", spacing="wide", colours="black-on-white", images="on")


def parse(cookie: str) -> Display:
    """The settings in a cookie; whatever is not one of the choices counts as unset."""
    values = cookie.split(".")
    if len(values) != len(CHOICES):
        return DEFAULT
    return make(dict(zip(CHOICES, values, strict=True)))


def make(values: dict[str, str]) -> Display:
    """Settings out of named values, each checked against its choices."""
    return Display(
        **{name: values[name] for name, known in CHOICES.items() if values.get(name) in known}
    )
