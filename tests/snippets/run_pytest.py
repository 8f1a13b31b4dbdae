"""Inside Pyodide: runs the tests of the snippets."""

ON_THE_HOST = (
    "test_in_pyodide.py",
    "test_habits.py",
    # These read the quiz's source through the build's stages, whose packages are compiled.
    "live/quiz/test_engine.py",
    "live/quiz/test_share.py",
)


def main(text: str) -> int:
    import os

    import pytest

    os.chdir("/home/reader")
    folder = "/repository/tests/snippets"
    return int(
        pytest.main(
            [
                folder,
                "-q",
                "-c/dev/null",
                "--rootdir=/repository",
                "--import-mode=importlib",
                "-pno:cacheprovider",
                "-pno:faulthandler",
                "-Werror",
                *(f"--ignore={folder}/{name}" for name in ON_THE_HOST),
                *text.split(),
            ]
        )
    )
