pytest_plugins = ["tests.requirements_plugin", "tests.security_plugin"]
