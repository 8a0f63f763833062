"""What is wrong in somebody's file, where, and how it is said: the one vocabulary in which every room reports."""

from .problem import MOST_PROBLEMS, Place, Problem, Severity, ValuePropError, by_position, first_of, in_order

__all__ = ["MOST_PROBLEMS", "Place", "Problem", "Severity", "ValuePropError", "by_position", "first_of", "in_order"]
