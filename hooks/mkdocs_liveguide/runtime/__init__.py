"""What a reader's browser needs to run Python: made in a checkout, brought along in a wheel."""

from mkdocs_liveguide.runtime.build import RuntimeBuild, build_runtime
from mkdocs_liveguide.runtime.service_worker import build_service_worker

__all__ = ["RuntimeBuild", "build_runtime", "build_service_worker"]
