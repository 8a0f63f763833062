"""The connection to JupyterHub: the extension, its settings, static files, reloading, metrics."""
