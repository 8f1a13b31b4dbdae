"""What a reader's browser needs to run Python, made from the locked packages and `snippets/`."""

from sitebuild.pyodide.runtime import RuntimeBuild, build_runtime
from sitebuild.pyodide.serviceworker import build_service_worker

__all__ = ["RuntimeBuild", "build_runtime", "build_service_worker"]
