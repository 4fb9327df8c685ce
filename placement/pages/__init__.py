"""Public pages of the placement centre, one module each."""
