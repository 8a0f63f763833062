"""What is wrong in somebody's file, where, and in which words. Every subpackage reports problems in this form."""

from .problem import MOST_PROBLEMS, Place, Problem, Severity, ValuePropError, by_position, first_of, in_order

__all__ = ["MOST_PROBLEMS", "Place", "Problem", "Severity", "ValuePropError", "by_position", "first_of", "in_order"]
