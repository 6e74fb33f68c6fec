"""Files of a bare git repository, at the tip of its branch."""

from __future__ import annotations

import subprocess
from pathlib import Path
from posixpath import dirname, join, normpath

from lms.courses.reading.limits import Limits
from lms.courses.reading.problems import Problem, Unreadable
from lms.courses.reading.sources.files import Files, Register, files_from, safe_path
from lms.courses.reading.types import LossItem, Outcome

SECONDS = 60
_LINK = "120000"


def is_bare_repository(path: Path) -> bool:
    """Whether a folder is a repository without a work tree."""
    return (path / "HEAD").is_file() and (path / "objects").is_dir() and (path / "refs").is_dir()


def open_repository(path: Path, limits: Limits) -> Files:
    """The files of the branch that HEAD names.

    Objects are read as they are: no filter, hook or attribute of the repository runs.
    """
    register = Register(limits.in_memory)
    objects: dict[str, str] = {}
    links: list[str] = []
    for entry in _git(path, "ls-tree", "-r", "-l", "-z", "--full-tree", "HEAD").decode("utf-8", "replace").split("\0"):
        head, _, name = entry.partition("\t")
        fields = head.split()
        if len(fields) != 4 or fields[1] != "blob":
            continue
        name = safe_path(name, limits)
        if register.admit(name, int(fields[3])):
            objects[name] = fields[2]
            links += [name] if fields[0] == _LINK else []
    data = _contents(path, objects)
    notes = [*register.notes, *_follow(data, links)]
    sizes = {name: len(content) for name, content in data.items()}
    return files_from(path.name.removesuffix(".git"), sizes, lambda name: data[name], notes=tuple(notes))


def _follow(data: dict[str, bytes], links: list[str]) -> list[LossItem]:
    """Put the named file in the place of each symbolic link."""
    lost: list[LossItem] = []
    for name in links:
        target = normpath(join(dirname(name), data[name].decode("utf-8", "replace")))
        if target in data and target not in links:
            data[name] = data[target]
        else:
            lost.append(LossItem(Outcome.DROPPED, "file", name, "link_outside"))
    for item in lost:
        del data[item.name]
    return lost


def _contents(path: Path, objects: dict[str, str]) -> dict[str, bytes]:
    wanted = "".join(f"{name}\n" for name in objects.values()).encode()
    answer = _git(path, "cat-file", "--batch", given=wanted)
    data: dict[str, bytes] = {}
    place = 0
    for name in objects:
        end = answer.index(b"\n", place)
        size = int(answer[place:end].split()[2])
        data[name] = answer[end + 1 : end + 1 + size]
        place = end + size + 2
    return data


def _git(path: Path, *arguments: str, given: bytes = b"") -> bytes:
    environment = {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "safe.directory",
        "GIT_CONFIG_VALUE_0": "*",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_TERMINAL_PROMPT": "0",
    }
    command = ["git", "--git-dir", str(path), *arguments]
    try:
        done = subprocess.run(command, input=given, capture_output=True, check=False, timeout=SECONDS, env=environment)
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise Unreadable(Problem.NO_REVISION, path.name, str(problem)) from problem
    if done.returncode:
        raise Unreadable(Problem.NO_REVISION, path.name, done.stderr.decode("utf-8", "replace")[:200])
    return done.stdout
