"""What changes grants: the one way in."""

from .asking import send_link
from .codes import NO_CODE, ask_code, live_code, own_address, sign_by_code
from .correcting import judge_anew
from .evidence import receive_original, record_file, record_paper
from .representatives import (
    add_representative,
    confirm_representative,
    end_representative,
    renew_representative_link,
    update_representative,
    verify_representative_email,
)
from .signing import (
    end_with_accompaniment,
    end_with_request,
    missing,
    missing_on,
    open_grant,
    sign,
    withdraw,
)

__all__ = [
    "NO_CODE",
    "add_representative",
    "ask_code",
    "confirm_representative",
    "end_representative",
    "end_with_accompaniment",
    "end_with_request",
    "judge_anew",
    "live_code",
    "missing",
    "missing_on",
    "open_grant",
    "own_address",
    "receive_original",
    "record_file",
    "record_paper",
    "renew_representative_link",
    "send_link",
    "sign",
    "sign_by_code",
    "update_representative",
    "verify_representative_email",
    "withdraw",
]
