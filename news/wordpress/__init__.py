"""Bringing a WordPress export (WXR) in as news and information pages.

`source` decodes and cuts the file, `reader` makes dataclasses of it, `blocks` and its neighbours turn bodies into the
blocks editors know, `media` finds files in a folder, `importer` writes pages, `report` says what happened.
"""
