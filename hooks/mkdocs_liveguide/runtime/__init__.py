"""What a reader's browser needs to run Python, made from the locked packages and `snippets/`."""

from mkdocs_liveguide.runtime.build import RuntimeBuild, build_runtime
from mkdocs_liveguide.runtime.service_worker import build_service_worker

__all__ = ["RuntimeBuild", "build_runtime", "build_service_worker"]
