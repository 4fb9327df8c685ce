"""What is said of files that cannot be read."""

RESAVE = "Откройте её в Excel или LibreOffice и сохраните как «Книга Excel (.xlsx)»."
NO_TABLE = (
    "Это не таблица XLSX, ODS или CSV, или она повреждена. "
    "Сохраните её в Excel как «Книга Excel (.xlsx)»."
)
BROKEN = f"Таблица повреждена. {RESAVE}"
LOCKED = "Таблица зашифрована. Снимите с неё пароль и загрузите снова."
TOO_BIG = "Таблица слишком велика. Оставьте в ней только нужные строки и столбцы."
