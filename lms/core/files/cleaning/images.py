"""Pictures: drawn anew, so that nothing but their pixels is left."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from lms.core.files.cleaning.refusal import Uncleanable
from lms.core.files.kinds import FileKind

MOST_PIXELS = 40_000_000
_FORMATS = {FileKind.PNG: "PNG", FileKind.JPEG: "JPEG", FileKind.WEBP: "WEBP", FileKind.GIF: "GIF"}


def clean_image(data: bytes, kind: FileKind) -> bytes:
    """Drawn anew: what is not a pixel is gone. Turned upright first, since the camera's note is lost."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data)) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise Uncleanable("too many pixels")
                return _redrawn(picture, kind)
    except (
        OSError,
        SyntaxError,
        UnidentifiedImageError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as problem:
        raise Uncleanable(str(problem)) from problem


def _redrawn(picture: Image.Image, kind: FileKind) -> bytes:
    out = io.BytesIO()
    if getattr(picture, "is_animated", False):
        frames = []
        for number in range(min(int(getattr(picture, "n_frames", 1)), 200)):
            picture.seek(number)
            frames.append(picture.convert("RGBA"))
        frames[0].save(out, _FORMATS[kind], save_all=True, append_images=frames[1:], loop=0)
        return out.getvalue()
    upright = ImageOps.exif_transpose(picture)
    bare = (
        upright.convert("RGB") if kind is FileKind.JPEG else upright.convert("RGBA" if _has_alpha(upright) else "RGB")
    )
    fresh = Image.new(bare.mode, bare.size)
    fresh.paste(bare)
    fresh.save(out, _FORMATS[kind], **({"quality": 90} if kind is FileKind.JPEG else {}))
    return out.getvalue()


def _has_alpha(picture: Image.Image) -> bool:
    return "A" in picture.getbands() or "transparency" in picture.info
