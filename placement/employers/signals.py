"""What nouns above the employers follow, inside the transaction in which it happens."""

from django.dispatch import Signal

# Sent with the ``employer``, after its name was changed.
renamed = Signal()
# Sent with the ``contact``, before the person is deleted.
person_removed = Signal()
