"""`python -m guide_app.publisher`: the same as `guide-publisher`."""

from __future__ import annotations

import sys

from guide_app.publisher.cli import main

if __name__ == "__main__":
    sys.exit(main())
