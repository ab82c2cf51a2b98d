"""A folder of files, made and made again: each file whole or not at all, nobody else's touched."""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from geo_app.errors import ExportError, MissingPartError
from geo_app.exporting.compressed import BY, COMPRESSORS
from geo_app.exporting.file import write_file
from geo_app.exporting.manifest import NAME, Manifest, read_manifest

_STAGING = ".geo_app-new."


@dataclass(frozen=True, kw_only=True)
class SiteFile:
    """A file of a site.

    Attributes:
        path: in the site's folder, with slashes.
        make: its content; called once.
        compress: write it compressed too, beside it, as COMPRESSORS say.
    """

    path: str
    make: Callable[[], bytes]
    compress: bool = False


@dataclass
class Report:
    """What writing a site came to: all its files and their bytes, and what that changed.

    Attributes:
        kept: files of an earlier build that are no longer part, but not as they were written.
        left_out: files that cannot be made on this machine, each with what it lacks.
    """

    files: int = 0
    bytes: int = 0
    written: int = 0
    removed: int = 0
    kept: list[str] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)


def write_site(folder: Path, files: Iterable[SiteFile]) -> Report:
    """Make `folder` hold these files; what is there already keeps its bytes and its times.

    What an earlier build wrote and this one does not is removed; what it did not write stays. All
    that is new is written beside its place first: a full disk is met before anything has changed.

    Raises:
        ExportError: the folder holds something and is no earlier build, something that is not of a
            build stands where a file belongs, or the place or the disk refuses it.
    """
    try:
        folder = folder.resolve()
        with _opened(folder) as before:
            return _Writing(folder, before).write(files)
    except OSError as error:
        raise ExportError(f"cannot write {folder}: {error.strerror}") from error


@contextmanager
def _opened(folder: Path) -> Iterator[Manifest]:
    """The manifest of the build that `folder` holds; the folder goes again if it stays empty."""
    is_new = not folder.exists()
    manifest = read_manifest(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob(f"{_STAGING}*"):  # by a build that was killed
        _remove_tree(left)
    if manifest is None and any(folder.iterdir()):
        raise ExportError(f"{folder} is not empty and no earlier build; nothing was written")
    try:
        yield manifest or Manifest()
    except BaseException:
        if is_new and not any(folder.iterdir()):
            folder.rmdir()
        raise


class _Writing:
    """One build into one folder."""

    def __init__(self, folder: Path, before: Manifest) -> None:
        self._folder, self._before = folder, before
        self._now = Manifest(by=BY)
        self._report = Report()

    def write(self, files: Iterable[SiteFile]) -> Report:
        with tempfile.TemporaryDirectory(dir=self._folder, prefix=_STAGING) as staging:
            staged = Path(staging)
            self._stage_all(staged, files)
            self._put_in_place(staged)
        return self._report

    def _stage_all(self, staging: Path, files: Iterable[SiteFile]) -> None:
        """While one file is made others are compressed, one a processor."""
        jobs: list[tuple[str, Future[bytes]]] = []
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for file in files:
                jobs += self._stage(staging, file, pool)
        for path, job in jobs:
            self._stage_one(staging, path, job.result())

    def _stage(
        self, staging: Path, file: SiteFile, pool: Executor
    ) -> Iterator[tuple[str, Future[bytes]]]:
        """Stage a file; the paths of what is compressed of it, each with the work that makes it."""
        try:
            content = file.make()
        except MissingPartError as error:
            self._report.left_out.append((file.path, str(error)))
            return
        is_same = self._stage_one(staging, file.path, content)
        for ending, compress in COMPRESSORS.items() if file.compress else ():
            path = file.path + ending
            if is_same and self._is_there(path):
                self._note(path, self._before.files[path], (self._folder / path).stat().st_size)
            else:
                yield path, pool.submit(compress, content)

    def _is_there(self, path: str) -> bool:
        """Whether `path` is as an earlier build wrote it, with what compresses here and now."""
        return self._before.by == BY and self._before.holds(self._folder, path)

    def _stage_one(self, staging: Path, path: str, content: bytes) -> bool:
        """Note a file, and write it unless it is there; whether an earlier build wrote the same."""
        digest, place = hashlib.sha256(content).hexdigest(), self._folder / path
        self._note(path, digest, len(content))
        if path not in self._before.files and (place.exists() or place.is_symlink()):
            raise ExportError(f"{place} is not of an earlier build; nothing was written")
        if place.is_file() and place.read_bytes() == content:
            return self._before.files[path] == digest
        to = staging / path
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_bytes(content)
        return False

    def _note(self, path: str, digest: str, size: int) -> None:
        self._now.files[path] = digest
        self._report.files += 1
        self._report.bytes += size

    def _put_in_place(self, staging: Path) -> None:
        """Pages come after what they need, and go before it; the manifest knows all of them."""
        staged = (each for each in staging.rglob("*") if each.is_file())
        new = [each.relative_to(staging).as_posix() for each in staged]
        old = [path for path in self._before.files if path not in self._now.files]
        if new or old:
            self._write_manifest(Manifest(self._before.files | self._now.files, by=""))
        for path in sorted(new, key=_pages_last):
            self._folder.joinpath(path).parent.mkdir(parents=True, exist_ok=True)
            (staging / path).replace(self._folder / path)
        self._report.written = len(new)
        for path in sorted(old, key=_pages_last, reverse=True):
            self._remove(path)
        self._write_manifest(self._now)

    def _write_manifest(self, manifest: Manifest) -> None:
        place, content = self._folder / NAME, manifest.write()
        if not place.is_file() or place.read_bytes() != content:
            write_file(place, content)

    def _remove(self, path: str) -> None:
        place = self._folder / path
        if self._before.holds(self._folder, path):
            place.unlink()
            self._report.removed += 1
            _remove_empty(place.parent, self._folder)
        elif place.exists():
            self._report.kept.append(path)


def _pages_last(path: str) -> tuple[bool, str]:
    return ".html" in PurePosixPath(path).suffixes, path


def _remove_empty(folder: Path, root: Path) -> None:
    while folder != root and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _remove_tree(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
    folder.rmdir()
