"""The branding as frozen data: every key of the file, with the package's defaults."""
