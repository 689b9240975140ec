"""`python -m tests.execute PROGRAM ARGS`: becomes the program, so that a `Terminal` can run any."""

import os
import sys

if __name__ == "__main__":
    os.execvp(sys.argv[1], sys.argv[1:])
