"""The service worker's script."""

from collections.abc import Mapping


def build_service_worker(files: Mapping[str, str]) -> bytes:
    return b""
