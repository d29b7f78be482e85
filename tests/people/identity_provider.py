"""An OpenID Connect provider on this machine, with keys and signed tokens. It lies when told to."""

import json
import threading
import time
from base64 import urlsafe_b64encode
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT_ID = "plr"
CLIENT_SECRET = "what the provider gave us"


class Provider(ThreadingHTTPServer):
    """`claims` of whoever signs in there; `lies` take the place of true claims; `key` signs."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.issuer = f"http://127.0.0.1:{self.server_port}"
        self.key = self.published = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.claims: dict = {}
        self.lies: dict = {}
        self.attempt: dict = {}

    def documents(self) -> dict:
        return {
            "/.well-known/openid-configuration": {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            },
            "/keys": {"keys": [self.public_key()]},
        }

    def public_key(self) -> dict:
        as_json = jwt.algorithms.RSAAlgorithm.to_jwk(self.published.public_key())
        return {**json.loads(as_json), "kid": "one", "alg": "RS256", "use": "sig"}

    def token(self) -> str:
        now = int(time.time())
        truth = {
            "iss": self.issuer,
            "aud": CLIENT_ID,
            "sub": "somebody",
            "iat": now,
            "exp": now + 300,
            "nonce": self.attempt["nonce"],
            **self.claims,
        }
        told = {key: value for key, value in {**truth, **self.lies}.items() if value is not None}
        return jwt.encode(told, self.key, algorithm="RS256", headers={"kid": "one"})

    def gives_token_for(self, form: dict[str, str]) -> bool:
        """To whom the code was made out, with the secret and the other half of the challenge."""
        digest = sha256(form.get("code_verifier", "").encode()).digest()
        challenge = urlsafe_b64encode(digest).rstrip(b"=").decode()
        return (
            form.get("client_secret") == CLIENT_SECRET
            and form.get("code") == "a code"
            and form.get("redirect_uri") == self.attempt["redirect_uri"]
            and challenge == self.attempt["code_challenge"]
        )


class Answer(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        self.answer(self.server.documents().get(self.path))

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(sent).items()}
        given = self.path == "/token" and self.server.gives_token_for(form)
        token = {"access_token": "unused", "token_type": "Bearer"}
        self.answer({**token, "id_token": self.server.token()} if given else None)

    def answer(self, document: dict | None) -> None:
        body = json.dumps(document or {"error": "invalid_request"}).encode()
        self.send_response(200 if document else 400)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Nothing between the dots of the tests."""


@contextmanager
def running():
    with Provider() as provider:
        threading.Thread(target=provider.serve_forever, args=(0.05,), daemon=True).start()
        yield provider
        provider.shutdown()
