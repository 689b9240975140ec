"""`python -m review_tui`: the same as the command `review-tui`."""

import sys

from review_tui.cli import main

if __name__ == "__main__":
    sys.exit(main())
