"""One file against its model: complaints as problems with file, line and hint; the JSON Schemas for editors.

In: a `Document` and a model. Out: the model's values and findings. Touches no disk.
Terms: docs/explanation/glossary.md.
"""

from typing import TYPE_CHECKING

from monitor.faces import lazy_face

if TYPE_CHECKING:
    from monitor.settings.check.findings import Complain as Complain
    from monitor.settings.check.findings import Findings as Findings
    from monitor.settings.check.guesses import meant as meant
    from monitor.settings.check.json_schema import schema_files as schema_files
    from monitor.settings.check.json_schema import schemas as schemas
    from monitor.settings.check.validate import Checked as Checked
    from monitor.settings.check.validate import Model as Model
    from monitor.settings.check.validate import check as check

__getattr__ = lazy_face(
    __name__,
    {
        "Complain": "findings",
        "Findings": "findings",
        "schema_files": "json_schema",
        "schemas": "json_schema",
        "meant": "guesses",
        "Checked": "validate",
        "Model": "validate",
        "check": "validate",
    },
)
