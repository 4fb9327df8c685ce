"""``python -m tests.migrations.freeze``: the migrations as they are now become the baseline."""

import hashlib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Write the list with the digests."""
    paths = sorted(ROOT.glob("*/migrations/0*.py")) + sorted(ROOT.glob("site/*/migrations/0*.py"))
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(ROOT)}"
        for path in paths
    ]
    Path(__file__).with_name("baseline.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
