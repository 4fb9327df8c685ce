"""What nouns above the grants follow, inside the transaction in which it happens."""

from django.dispatch import Signal

# Sent with the ``grant``, after the last signature that it wants was given.
completed = Signal()
# Sent with the ``grant``, the ``cards`` on which it is missing from now on and the ``actor`` (None
# for the person), after it was withdrawn or lost its force: whatever rests on it ends on all of them.
ended = Signal()
