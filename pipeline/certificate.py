"""Until when the certificate of the desk is good, as its visitors see it."""

from __future__ import annotations

import socket
import ssl
from datetime import datetime

from cryptography import x509

TIMEOUT_S = 3.0


def ends_on(host: str, port: int) -> datetime:
    """Return when the certificate that `host` shows ends, aware; whether it is trusted is for browsers to say.

    Raises:
        OSError: nobody answers there, or not with TLS.
    """
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE  # an ended one must be read too
    with (
        socket.create_connection((host, port), timeout=TIMEOUT_S) as plain,
        context.wrap_socket(plain, server_hostname=host) as encrypted,
    ):
        shown = encrypted.getpeercert(binary_form=True)
    if not shown:
        raise OSError(f"{host}:{port} shows no certificate")
    return x509.load_der_x509_certificate(shown).not_valid_after_utc
