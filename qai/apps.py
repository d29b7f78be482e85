from django.apps import AppConfig


class QAIConfig(AppConfig):
    name = "qai"
