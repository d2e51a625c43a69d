"""`python -m helpers` is the `helpers` command."""

import sys

from helpers.cli import main

sys.exit(main())
