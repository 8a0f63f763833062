"""A build is a separate program: the hub's side (`process`), the program (`program`), and their messages.

The hub's process parses nothing that others wrote. It sends the layers and gets a finished `Site` back.
"""
