"""Backups: one zip of all rows and files, the same for both databases; a backup of one restores into the other."""

from lms.cli.backup.archive import BackupError, Manifest, read_manifest
from lms.cli.backup.loading import restore
from lms.cli.backup.writing import write_backup

__all__ = ["BackupError", "Manifest", "read_manifest", "restore", "write_backup"]
