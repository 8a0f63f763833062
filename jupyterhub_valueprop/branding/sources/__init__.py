"""Where a branding is written: files, mappings and callables become layers, and these one tree with positions."""
