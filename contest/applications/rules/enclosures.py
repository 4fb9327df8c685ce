"""The list of enclosed documents against what is really enclosed (C-11, C-A1).

The documents that clause 11 names are required in the list and among the files alike; what a
participant adds to them may differ.
"""

from collections.abc import Sequence


def mismatch(*, listed: Sequence[str], uploaded: int) -> str:
    """How the further documents and their files disagree, in Russian; empty when they agree.

    ``listed`` names the further documents, ``uploaded`` counts their files. One document may be
    several files, as with photographed pages.
    """
    if uploaded < len(listed):
        names = ", ".join(f"«{name}»" for name in listed)
        return (
            f"Иных документов в перечне: {len(listed)} ({names}), загружено файлов: {uploaded}."
            " Загрузите недостающие файлы."
        )
    if uploaded and not listed:
        return (
            f"Загружено иных документов: {uploaded}, а в перечне их нет. Удалите лишние файлы или"
            " дополните перечень: тогда заявку нужно распечатать и подписать заново."
        )
    return ""
