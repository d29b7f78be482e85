pytest_plugins = ["tests.requirements_plugin"]
