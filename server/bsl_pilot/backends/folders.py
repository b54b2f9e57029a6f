"""Where the models are."""

from __future__ import annotations

from pathlib import Path

from bsl_pilot.folders import data_folder

SHIPPED = Path(__file__).parent / "shipped"
"""The model that comes with the package."""


def models_folder() -> Path:
    """Folder of the imported models, one folder each; it need not exist."""
    return data_folder() / "models"
