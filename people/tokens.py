from django.contrib.auth.tokens import PasswordResetTokenGenerator

from people.access import may_sign_in
from people.models import Person


class LinkTokens(PasswordResetTokenGenerator):
    """The secret in a mailed link: for one person at one address, used once, within a day."""

    def check_token(self, user: Person | None, token: str | None) -> bool:
        return bool(user and may_sign_in(user) and super().check_token(user, token))
