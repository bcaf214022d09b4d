from accounts.models.invitation import Invitation
from accounts.models.limit import Limit
from accounts.models.user import User

__all__ = ["Invitation", "Limit", "User"]
