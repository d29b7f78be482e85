from stewardship import paths, retention_paths

app_name = "stewardship"

urlpatterns = [*paths.paths, *retention_paths.paths]
