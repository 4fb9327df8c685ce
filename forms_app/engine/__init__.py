"""The journey engine: official forms on the web, whatever their domain (DESIGN §4)."""
