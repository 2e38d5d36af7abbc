"""One file against its model: complaints as problems with file, line and hint; the JSON Schemas for editors.

In: a `Document` and a model. Out: the model's values and findings. Touches no disk.
"""

from monitor.settings.check.findings import Complain, Findings
from monitor.settings.check.json_schema import schema_files, schemas
from monitor.settings.check.validate import Checked, Model, check

__all__ = ["Checked", "Complain", "Findings", "Model", "check", "schema_files", "schemas"]
