from people.queries.ties import line_manager_of, line_managers_of, post_of, posts_of

__all__ = ["line_manager_of", "line_managers_of", "post_of", "posts_of"]
