"""Where the files of a course come from: folders, archives, git repositories."""
