"""PostgreSQL and Valkey for a checkout: nothing to install, nothing to set.

For development, demonstration and tests. In production DATABASE_URL, REDIS_URL and SECRET_KEY are
set, and nothing here starts anything. Standard library only; the servers come from wheels.
"""
