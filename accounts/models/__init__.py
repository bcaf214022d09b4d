from accounts.models.invitation import Invitation
from accounts.models.limit import Limit
from accounts.models.session import Session
from accounts.models.tally import Tally
from accounts.models.user import User

__all__ = ["Invitation", "Limit", "Session", "Tally", "User"]
