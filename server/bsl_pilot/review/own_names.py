"""What a name in front of a dot means: a property of the module's own object counts before a common module, and a common
module is not seen everywhere."""

from __future__ import annotations

from bsl_pilot.project.metadata.model import CommonModule
from bsl_pilot.review.code.sides import Sides
from bsl_pilot.review.project import Project
from bsl_pilot.text.words import fold
from bsl_pilot.types.model import NOTHING
from bsl_pilot.types.scope import NameScope


def is_own_name(word: str, project: Project) -> bool:
    """Whether a folded name is a property of the module's object or form, or a variable of the module."""
    module = project.module
    if module is None:
        return False
    if NameScope(project.view.world(project.path), module).own(word) != NOTHING:
        return True
    view = project.resolver.view
    paths = project.resolver.modules.same(project.path)
    return any(fold(one.name) == word for path in paths for one in view.variables_of(path))


def is_available(common: CommonModule, sides: Sides) -> bool:
    """Whether code of these sides may see a common module; true where it runs on both, since `#Если` may part them."""
    if sides.client and not sides.server:
        return common.client or common.server_call or not common.server
    if sides.server and not sides.client:
        return common.server or common.external_connection or not common.client
    return True
