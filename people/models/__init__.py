from people.models.organisation import Department, Location
from people.models.profile import Profile

__all__ = ["Department", "Location", "Profile"]
