"""formtools' storage on the draft in the database, instead of the session or a cookie."""

from formtools.wizard.storage.base import BaseStorage

from .payload import Payload


class DraftStorage(BaseStorage):
    """Reads what the draft holds; writing is the business of ``services.save_step``."""

    def __init__(self, prefix: str, request: object = None, file_storage: object = None) -> None:
        super().__init__(prefix, request, file_storage)
        self.init_data()

    def load(self, payload: Payload, step: str) -> None:
        """Take over the steps of a draft; ``step`` is the one in the address."""
        self.data[self.step_data_key] = {code: typed.raw for code, typed in payload.steps.items()}
        self.current_step = step
