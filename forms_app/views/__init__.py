"""Public pages of the forms: they parse, call services, render."""
