"""The budgets of the login page as a program: `python -m benchmarks` compares this package with the stock hub.

Everything is measured on real hubs, on this machine, in one run. Nothing in here is a test: a figure belongs to its
machine and its moment, and only what stands beside it in the same run can be compared with it.
"""
