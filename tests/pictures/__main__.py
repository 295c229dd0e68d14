"""`python -m tests.pictures [--only NAME]`: make the pictures of README and docs anew."""

from __future__ import annotations

import argparse

from tests.pictures.making import FOLDER, MADE


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.pictures", description=__doc__)
    parser.add_argument("--only", choices=sorted(MADE), help="one picture; without it, all")
    asked = parser.parse_args()
    FOLDER.mkdir(exist_ok=True)
    for name, make in MADE.items():
        if asked.only in {None, name}:
            data = make()
            (FOLDER / name).write_bytes(data)
            print(f"{name}: {len(data) // 1024 + 1} kB")


if __name__ == "__main__":
    main()
