"""The proxy's example in the guide: what the site relies on, and that nginx reads it."""

import datetime as dt
import re
import shutil
import socket
import subprocess
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.urls import URLResolver, get_resolver

from forms_app.engine.journey import UploadSlot

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "examples" / "nginx.conf"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
WRAPPED = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {example}
}}
"""
MEGABYTE = 1024 * 1024


@pytest.fixture(scope="module")
def example():
    return re.sub(r"#.*", "", EXAMPLE.read_text(encoding="utf-8"))


def block(example, head):
    """The directives of a block without those of blocks inside it."""
    inside = example.split(f"{head} {{", 1)[1]
    return re.split(r"[{}]|\blocation\b", inside)[0]


def megabytes(text):
    return int(re.search(r"client_max_body_size (\d+)m;", text)[1])


def test_the_proxy_overwrites_what_the_site_trusts(example):
    for line in (
        "X-Real-IP $remote_addr",
        "X-Forwarded-Proto $scheme",
        'X-Request-Start "t=${msec}"',
    ):
        assert f"proxy_set_header {line};" in example
    # A location with headers of its own would drop all the others.
    assert "proxy_set_header" not in example.split("location", 1)[1]


def test_forms_are_buffered_and_files_stream(example):
    uploads = block(example, "location ~ ^/forms/[^/]+/uploads/")
    assert "proxy_request_buffering off;" in uploads
    assert megabytes(uploads) * MEGABYTE > UploadSlot.max_size
    everything = block(example, "location /")
    assert "proxy_request_buffering" not in everything
    assert "client_body_timeout 15s;" in example
    # A form is never refused by the proxy that the site would take.
    assert megabytes(example) * MEGABYTE > settings.DATA_UPLOAD_MAX_MEMORY_SIZE


@pytest.mark.parametrize(
    "head", ["~ ^/track/[^/]+/video/", "~ ^/cms/contest/videos/(attach|play)/"]
)
def test_videos_go_through_unbuffered_up_to_the_largest_size(example, head):
    videos = block(example, f"location {head}")
    assert "proxy_request_buffering off;" in videos
    assert "proxy_buffering off;" in videos
    assert megabytes(videos) * MEGABYTE > settings.VIDEO_MAX_SIZE


def addresses(patterns, before=""):
    """Every address of the site as it is declared, with its places."""
    for one in patterns:
        address = before + str(one.pattern).removeprefix("^")
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns, address)
        else:
            yield address


def test_the_log_keeps_no_address_that_opens_a_personal_page(example):
    hidden = re.search(r"\(\?<place>([^)]*)\)/", example)[1]
    secret = [
        one for one in addresses(get_resolver().url_patterns) if "token>" in one or "key>" in one
    ]
    assert len(secret) > 20
    assert [one for one in secret if not re.match(f"(?:{hidden})/", one)] == []
    log = re.search(r"log_format site '(.*)';", example)[1]
    assert not re.search(r"\$(request|request_uri|uri|args|query_string|http_referer)\b", log)
    # A server without a log of its own would take nginx's, with whole addresses.
    assert example.count("access_log /var/log/nginx/site.log site;") == example.count("server {")


@pytest.mark.skipif(NGINX is None, reason="nginx is not installed here")
def test_nginx_reads_it(example, tmp_path):
    certificate, key = _certificate(tmp_path)
    text = example.replace("/etc/ssl/site/fullchain.pem", certificate)
    text = text.replace("/etc/ssl/site/privkey.pem", key)
    text = text.replace("/var/log/nginx", str(tmp_path))
    text = re.sub(r"listen \[::\]:.*", "", text)
    for port in ("80", "443"):
        text = re.sub(rf"listen {port}\b", f"listen 127.0.0.1:{_free_port()}", text)
    config = tmp_path / "nginx.conf"
    config.write_text(WRAPPED.format(folder=tmp_path, example=text), encoding="utf-8")
    checked = subprocess.run(
        [NGINX, "-t", "-c", str(config)], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stderr
    assert "warn" not in checked.stderr


def _certificate(folder):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "site.example.org")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now)
        .not_valid_after(now + dt.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "cert.pem").write_bytes(made.public_bytes(pem))
    (folder / "key.pem").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return str(folder / "cert.pem"), str(folder / "key.pem")


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
