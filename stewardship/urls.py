from stewardship import retention_paths

app_name = "stewardship"

urlpatterns = [*retention_paths.paths]
