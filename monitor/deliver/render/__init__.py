"""From a `Digest` to what a reader sees. Pure: no network, disk, clock or configuration.

Feed text is hostile until cleaned: every string passes `clean` on its way into the view, both templates only ever
see the view, and the HTML template escapes whatever it prints.

In: a `Digest`. Out: subject, HTML, text and JSON. Terms: docs/explanation/glossary.md.
"""

from monitor.deliver.render.digest import Printed, Rendered, render, render_mail

__all__ = ["Printed", "Rendered", "render", "render_mail"]
