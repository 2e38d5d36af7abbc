"""The base of all models of config files."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, model_validator


class ConfigModel(BaseModel):
    """Strict: no unknown key, no conversion between types."""

    # Deferred: what checks a section is made where a file is checked, and not once more for each section by itself.
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, validate_default=True, defer_build=True)

    sections: ClassVar[frozenset[str]] = frozenset()
    """Keys that may stand without a value: what is left when a user comments out everything below a heading."""

    @model_validator(mode="before")
    @classmethod
    def _drop_empty_sections(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        return {key: value for key, value in data.items() if value is not None or key not in cls.sections}
