"""A build is a program of its own: the hub's end of it (`process`), the program (`program`), and what they say.

The hub's process reads nothing that others wrote. It says which layers there are, and gets a finished `Site` back.
"""
