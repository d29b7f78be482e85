"""Faults under a site that people type into, over HTTP."""
