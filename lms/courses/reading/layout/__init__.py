"""Which file is which: languages, lessons, modules, their order."""
