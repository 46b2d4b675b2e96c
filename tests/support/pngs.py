"""Pictures for tests that care for no more than that there is one."""

import struct
import zlib


def tiny_png() -> bytes:
    """A PNG of two white pixels beside each other."""

    def part(kind: bytes, data: bytes) -> bytes:
        crc = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc)

    header = struct.pack(">2I5B", 2, 1, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\0\xff\xff")
    parts = ((b"IHDR", header), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(part(*one) for one in parts)
