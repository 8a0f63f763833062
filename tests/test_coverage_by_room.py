"""How the coverage of rooms is counted from coverage's own report."""

from typing import Any

import pytest
from coverage_by_room import Share, as_text, by_room, room


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("jupyterhub_valueprop/content/defaults/__init__.py", "content"),
        ("/usr/lib/python3/site-packages/jupyterhub_valueprop/files.py", "files"),
        ("jupyterhub_valueprop/__init__.py", "jupyterhub_valueprop"),
    ],
)
def test_a_room_is_a_folder_of_the_package_or_a_module_in_it(file: Any, name: Any) -> None:
    assert room(file) == name


def report(statements: int, missing_lines: int, branches: int = 0, missing_branches: int = 0) -> dict[str, Any]:
    return {
        "summary": {
            "num_statements": statements,
            "missing_lines": missing_lines,
            "num_branches": branches,
            "missing_branches": missing_branches,
        }
    }


def test_a_room_has_the_statements_and_branches_of_all_its_modules() -> None:
    files = {
        "jupyterhub_valueprop/page/site.py": report(30, 1, branches=10, missing_branches=2),
        "jupyterhub_valueprop/files.py": report(8, 0),
        "jupyterhub_valueprop/page/__init__.py": report(2, 0),
    }

    assert by_room(files) == {"files": Share(8, 0, 0), "page": Share(32, 10, 3)}


def test_there_is_one_line_for_every_room_and_one_for_all() -> None:
    rooms = {"files": Share(8, 0, 0), "page": Share(32, 8, 4), "empty": Share(0, 0, 0)}

    assert [line.split() for line in as_text(rooms).splitlines()] == [
        ["room", "statements", "branches", "missed", "run"],
        ["files", "8", "0", "0", "100.0", "%"],
        ["page", "32", "8", "4", "90.0", "%"],
        ["empty", "0", "0", "0", "100.0", "%"],
        ["all", "rooms", "40", "8", "4", "91.7", "%"],
    ]
