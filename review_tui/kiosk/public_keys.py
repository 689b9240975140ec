"""The public SSH keys of the panel: one line of known form for each expert, and nothing else in it.

What an expert sends is untrusted: a text may bring options (`command="…"`), a second line with another key, or the
private key. Only the type and the base64 of a key that is well formed are kept; the comment is ours.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import struct
from dataclasses import dataclass

from review_tui.errors import UsageError

_PARTS = {
    "ssh-ed25519": 2,
    "ssh-rsa": 3,
    "ecdsa-sha2-nistp256": 3,
    "ecdsa-sha2-nistp384": 3,
    "ecdsa-sha2-nistp521": 3,
    "sk-ssh-ed25519@openssh.com": 3,
    "sk-ecdsa-sha2-nistp256@openssh.com": 4,
}
"""Fields of each type that is taken: RFC 4253 (6.6), RFC 5656, RFC 8709, and PROTOCOL.u2f of OpenSSH. DSA is not."""
_RSA_BITS = 2048
"""The shortest RSA modulus that is taken."""
_LONGEST = 8192
_TITLE = "公钥不能用"
_HINT = "请让专家重新发来 .pub 文件里的那一行（以 ssh-ed25519 等开头），私钥不要外传。"
_RFC4716 = re.compile(r"---- BEGIN SSH2 PUBLIC KEY ----\n(.*)\n---- END SSH2 PUBLIC KEY ----", re.DOTALL)


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key that is well formed. `blob`: its base64. `fingerprint`: as `ssh-keygen -l` writes it (`SHA256:…`)."""

    kind: str
    blob: str
    fingerprint: str


def parse_key(text: str, whose: str) -> PublicKey:
    """The one key in a text: an OpenSSH line, or the block that PuTTYgen saves (RFC 4716).

    `whose` is named in the message. Raises `UsageError` for anything else: options, a second line, a private key, an
    unknown type, an RSA key below 2048 bits, bytes that do not make up the type they claim.
    """
    plain = text.strip().replace("\r\n", "\n")
    if "PRIVATE KEY" in plain or plain.startswith("PuTTY-User-Key-File"):
        raise UsageError(_TITLE, f"{whose} 给的是私钥。", "私钥不能离开专家的电脑：请作废它、重新生成一对，只发公钥。")
    if len(plain) > _LONGEST:
        raise UsageError(_TITLE, f"{whose} 的公钥过长。", _HINT)
    block = _RFC4716.fullmatch(plain)
    words = ["", _unwrapped(block[1])] if block else plain.split(" ")
    if not block and (any(ord(ch) < 0x20 or ord(ch) == 0x7F for ch in plain) or words[0] not in _PARTS):
        raise UsageError(_TITLE, f"{whose} 的公钥要正好一行，以密钥类型开头，前面不能有别的选项。", _HINT)
    if len(words) < 2:
        raise UsageError(_TITLE, f"{whose} 的公钥不完整。", _HINT)
    return _decoded(words[0], words[1], whose)


def _unwrapped(block: str) -> str:
    """The base64 of an RFC 4716 block: headers (`Comment: …`, continued by a backslash) are left out."""
    lines, inside = [], False
    for line in block.split("\n"):
        if inside or ":" in line:
            inside = line.endswith("\\")
        else:
            lines.append(line.strip())
    return "".join(lines)


def _decoded(kind: str, text: str, whose: str) -> PublicKey:
    """Holds the bytes against the type. `kind` empty: the bytes say it."""
    try:
        data = base64.b64decode(text, validate=True)
        fields = _fields(data)
    except (binascii.Error, ValueError, struct.error):
        raise UsageError(_TITLE, f"{whose} 的公钥不完整，或有改动。", _HINT) from None
    told = fields[0].decode("ascii", "replace")
    if told not in _PARTS or kind not in ("", told) or len(fields) != _PARTS[told]:
        raise UsageError(_TITLE, f"{whose} 的公钥与它写的类型不符，或类型不能用。", _HINT)
    if told == "ssh-rsa" and int.from_bytes(fields[2], "big").bit_length() < _RSA_BITS:
        raise UsageError(_TITLE, f"{whose} 的 RSA 公钥不到 {_RSA_BITS} 位。", "请改用 ssh-keygen -t ed25519 生成。")
    digest = base64.b64encode(hashlib.sha256(data).digest()).decode().rstrip("=")
    return PublicKey(told, base64.b64encode(data).decode(), f"SHA256:{digest}")


def _fields(data: bytes) -> list[bytes]:
    """The length-prefixed strings of which a key consists; ValueError when they do not fill it exactly."""
    fields, at = [], 0
    while at < len(data):
        (length,) = struct.unpack_from(">I", data, at)
        at += 4 + length
        if at > len(data):
            raise ValueError("cut short")
        fields.append(data[at - length : at])
    if not fields:
        raise ValueError("empty")
    return fields
