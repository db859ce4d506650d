"""TLS is always verified, and what the connection told is kept with the capture."""

from __future__ import annotations

import asyncio
import hashlib
import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from pipeline.domain.records import FailureKind
from pipeline.ingest.fetch import Fetched, Fetcher, Request


@pytest.fixture
def identity(tmp_path: Path) -> tuple[Path, bytes]:
    """Return the PEM file of a server (key and certificate, its own authority) and the certificate as DER."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "bao.example")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = tmp_path / "server.pem"
    pem.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        + certificate.public_bytes(Encoding.PEM)
    )
    return pem, certificate.public_bytes(Encoding.DER)


def fetched(pem: Path) -> Fetched:
    async def page(_request: web.Request) -> web.StreamResponse:
        return web.Response(text="<p>Đăk Hà</p>", content_type="text/html")

    async def go() -> Fetched:
        app = web.Application()
        app.router.add_get("/bai.html", page)
        runner = web.AppRunner(app)
        await runner.setup()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pem)
        await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context).start()
        address = f"https://127.0.0.1:{runner.addresses[0][1]}/bai.html"
        try:
            async with Fetcher(user_agent="CaiChinhTest", min_interval_s=0, allow_loopback=True) as fetcher:
                return await fetcher.fetch(Request(url=address))
        finally:
            await runner.cleanup()

    return asyncio.run(go())


def test_a_server_that_nobody_vouches_for_is_refused(identity: tuple[Path, bytes]) -> None:
    answer = fetched(identity[0])
    assert answer.capture is None
    assert answer.failure is not None
    assert answer.failure.kind is FailureKind.TLS
    assert "certificate" in answer.failure.problem.lower()


def test_peer_protocol_cipher_and_certificate_are_kept(
    identity: tuple[Path, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    pem, der = identity
    monkeypatch.setattr(aiohttp.connector, "_SSL_CONTEXT_VERIFIED", ssl.create_default_context(cafile=pem))
    answer = fetched(pem)
    assert answer.capture is not None, answer.failure
    met = answer.capture.connection
    assert met is not None
    assert (met.peer, met.protocol) == ("127.0.0.1", "TLSv1.3")
    assert met.cipher.startswith("TLS_")
    assert met.certificate_sha256 == hashlib.sha256(der).hexdigest()
