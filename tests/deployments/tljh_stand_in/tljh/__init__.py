"""What a plugin sees of The Littlest JupyterHub (2.x), which is not on PyPI: two modules, with TLJH's names."""
