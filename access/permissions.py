"""Who may do what with access itself."""


def can_break_glass(user) -> bool:
    """Administrators only: people who may already change every right there is."""
    return user.is_active and user.is_superuser


def can_end_break_glass(user, use) -> bool:
    """The administrator who opened it, or another one."""
    return use.is_open and (use.administrator_id == user.pk or can_break_glass(user))
