"""Every scene by its name, drawn when asked for."""

from demo.pictures import scenes_desk, scenes_land, scenes_plant, scenes_signs

MODULES = (scenes_plant, scenes_land, scenes_desk, scenes_signs)
SCENES = {
    name: draw
    for module in MODULES
    for name, draw in vars(module).items()
    if callable(draw) and getattr(draw, "__module__", "") == module.__name__ and not name.startswith("_")
}


def scene(name: str) -> bytes:
    """The scene as a PNG of 1600 x 900 pixels."""
    return SCENES[name]().png(colours=128)
