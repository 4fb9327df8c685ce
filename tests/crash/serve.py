"""`manage.py serve` that restarts a killed child after one second, however often it is killed."""

import sys

from core import supervisor

supervisor.STEADY_AFTER = 0.0

if __name__ == "__main__":
    from django.core.management import execute_from_command_line

    execute_from_command_line(["manage.py", "serve", *sys.argv[1:]])
