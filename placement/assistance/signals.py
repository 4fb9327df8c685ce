"""What nouns above the requests follow, inside the transaction in which it happens."""

from django.dispatch import Signal

# Sent with the ``request`` and the ``actor`` who has accepted it.
accepted = Signal()
# Sent with the ``refusal``, the graduate's own, and the ``actor`` who has recorded it.
refused = Signal()
