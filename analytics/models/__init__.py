from analytics.models.reach_count import ReachCount, Seen

__all__ = ["ReachCount", "Seen"]
