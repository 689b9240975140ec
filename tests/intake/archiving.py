"""Writes archives that no program here writes: RAR 5 by its public description, tar with names of old systems."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zlib
from collections.abc import Mapping

_DATA, _EXTRA, _FOLDER, _CRC = 2, 1, 1, 4
SYMLINK, HARD_LINK = 1, 4


def rar_of(files: Mapping[str, bytes], *, links: Mapping[str, tuple[int, str]] | None = None) -> bytes:
    """A RAR 5 archive of stored files; a name that ends in `/` is a folder. `links`: kind and target by name."""
    parts = [b"Rar!\x1a\x07\x01\x00", _header(1, 0, _number(0))]
    for name, data in files.items():
        parts += [_file(name.rstrip("/"), data, folder=name.endswith("/")), data]
    for name, (kind, target) in (links or {}).items():
        parts.append(_file(name, b"", link=(kind, target)))
    return b"".join([*parts, _header(5, 0, _number(0))])


def _file(name: str, data: bytes, *, folder: bool = False, link: tuple[int, str] | None = None) -> bytes:
    extra = b""
    if link is not None:
        target = link[1].encode()
        body = _number(5) + _number(link[0]) + _number(0) + _number(len(target)) + target
        extra = _number(len(body)) + body
    fields = _number(_FOLDER if folder else _CRC) + _number(len(data)) + _number(0o40755 if folder else 0o100644)
    if not folder:
        fields += zlib.crc32(data).to_bytes(4, "little")
    raw = name.encode()
    fields += _number(0) + _number(1) + _number(len(raw)) + raw
    flags = _DATA | (_EXTRA if extra else 0)
    sizes = (_number(len(extra)) if extra else b"") + _number(len(data))
    return _header(2, flags, sizes + fields + extra)


def _header(kind: int, flags: int, rest: bytes) -> bytes:
    body = _number(kind) + _number(flags) + rest
    sized = _number(len(body)) + body
    return zlib.crc32(sized).to_bytes(4, "little") + sized


def _number(value: int) -> bytes:
    """Seven bits a byte, the lowest first; the top bit says that more follow."""
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def tar_of(files: Mapping[str, bytes], *, packing: str = "", encoding: str = "utf-8") -> bytes:
    """A tar, packed with `gz`, `bz2` or `xz`; names in `encoding`, as old programs write them."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.GNU_FORMAT, encoding=encoding) as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return packed(out.getvalue(), packing)


def packed(data: bytes, packing: str) -> bytes:
    """The bytes as gzip, bzip2 or xz makes them; as they are for an empty `packing`."""
    pack = {"": bytes, "gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress}[packing]
    return pack(data)


def tar_member(name: str, kind: bytes, target: str = "") -> bytes:
    """A tar with one member that is no file: a link to `target`, a device, a pipe."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo(name)
        info.type, info.linkname = kind, target
        archive.addfile(info)
    return out.getvalue()
