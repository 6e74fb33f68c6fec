"""Files: bytes addressed by their digest, and the rows that say whose they are. No folder of them is public."""

from lms.core.files.cleaning import NEVER_BARE
from lms.core.files.kinds import IMAGES, FileKind, image_type, kind_of
from lms.core.files.models import StoredFile
from lms.core.files.reading import text_of
from lms.core.files.storage import adopt, path_of, store
from lms.core.files.uploads import UploadRefused, keep_upload, own_upload, purge

__all__ = [
    "IMAGES",
    "NEVER_BARE",
    "FileKind",
    "StoredFile",
    "UploadRefused",
    "adopt",
    "image_type",
    "keep_upload",
    "kind_of",
    "own_upload",
    "path_of",
    "purge",
    "store",
    "text_of",
]
