"""From a `Digest` to what a reader sees. Pure: no network, disk, clock or configuration.

Feed text is hostile until cleaned: every string passes `clean` on its way into the view, both templates only ever
see the view, and the HTML template escapes whatever it prints.
"""

from monitor.deliver.render.digest import Rendered, render

__all__ = ["Rendered", "render"]
