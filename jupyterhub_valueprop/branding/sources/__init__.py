"""The sources of a branding: files, mappings and callables become layers, and the layers one tree with positions."""
