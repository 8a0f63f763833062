"""The branding as frozen data: every key of the file, with this package's defaults."""
