"""Uploaded pictures through Pillow.

Only three formats are ever opened, by their first bytes and not by what the sender calls them. The size is read from
the header and capped before a single pixel is unpacked. What is kept is a new, small picture: no metadata, no place
where it was taken, nothing behind its end.
"""

import asyncio
import io
import warnings
from concurrent.futures import ThreadPoolExecutor

from PIL import Image, ImageOps

from medconnect.application.identity.ports import PictureMaker
from medconnect.domain.identity.errors import InvalidPicture

_FORMATS = ("PNG", "JPEG", "WEBP")
_MAGIC = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF")
_MOST_PIXELS = 40_000_000
_LONGEST_SIDE = 12_000
_KEPT_SIDE = 512
_BROKEN = (OSError, ValueError, SyntaxError, OverflowError, EOFError, MemoryError, Image.DecompressionBombError)


class PillowPictures(PictureMaker):
    """Works in one thread of its own: unpacking is slow, and one at a time bounds the memory."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="pictures")

    async def make(self, upload: bytes) -> bytes:
        return await asyncio.get_running_loop().run_in_executor(self._pool, _safe, upload)


def _safe(upload: bytes) -> bytes:
    if not upload.startswith(_MAGIC):
        raise InvalidPicture("file")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(upload), formats=_FORMATS) as image:
                if image.width * image.height > _MOST_PIXELS or max(image.size) > _LONGEST_SIDE:
                    raise InvalidPicture("file")
                image.draft("RGB", (_KEPT_SIDE, _KEPT_SIDE))
                upright = ImageOps.exif_transpose(image).convert("RGBA")
    except (*_BROKEN, Image.DecompressionBombWarning) as error:
        raise InvalidPicture("file") from error
    upright.thumbnail((_KEPT_SIDE, _KEPT_SIDE))
    # A canvas of its own: nothing that the file carried along can travel further.
    kept = Image.new("RGBA", upright.size)
    kept.paste(upright)
    out = io.BytesIO()
    kept.save(out, "WEBP", quality=85)
    return out.getvalue()
