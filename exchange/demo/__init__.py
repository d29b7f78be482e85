"""A made-up organisation with some years behind it: every situation occurs and is easy to find.

Everything follows from a seed and today's date: the same two give the same organisation.
"""
