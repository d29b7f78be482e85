"""The organisation's rules as pure functions over plain values, and the rule files."""
