"""What may be uploaded, and how much of it. An installation changes the sizes by settings of the same name."""

from django.conf import settings

MEGABYTE = 1024 * 1024
MAX_IMAGE_MB = getattr(settings, "FILES_MAX_IMAGE_MB", 20)
MAX_DOCUMENT_MB = getattr(settings, "FILES_MAX_DOCUMENT_MB", 100)
MAX_VIDEO_MB = getattr(settings, "FILES_MAX_VIDEO_MB", 500)
MAX_SVG_MB = 2
# Pixels are counted from the header, before anything is decoded; an animation counts all its frames.
MAX_PIXELS = getattr(settings, "FILES_MAX_PIXELS", 50_000_000)
MAX_SIDE = 20_000
MAX_FRAMES = 300
MAX_ANIMATION_PIXELS = 100_000_000

# Extension → Pillow's name of the format.
IMAGE_FORMATS = {
    "jpg": "JPEG",
    "jpeg": "JPEG",
    "png": "PNG",
    "gif": "GIF",
    "webp": "WEBP",
    "avif": "AVIF",
    "heic": "HEIF",
    "heif": "HEIF",
}
# What is kept after the upload: browsers do not show HEIC.
CONVERTED = {"HEIF": ("JPEG", "jpg")}

# Extension → content type, and the only types that are served in place; everything else is a download.
CONTENT_TYPES = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "mp4": "video/mp4",
    "m4v": "video/mp4",
    "webm": "video/webm",
    "mov": "video/quicktime",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
    "vtt": "text/vtt",
    "srt": "application/x-subrip",
    "txt": "text/plain",
    "md": "text/plain",
    "csv": "text/csv",
    "ics": "text/calendar",
    "rtf": "application/rtf",
    "zip": "application/zip",
    "epub": "application/epub+zip",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
}
INLINE = {"jpg", "jpeg", "png", "gif", "webp", "avif", "pdf", "mp4", "m4v", "webm", "mp3", "m4a", "ogg", "wav", "vtt"}
VIDEO = {"mp4", "m4v", "webm", "mov"}
TEXT = {"txt", "md", "csv", "ics", "vtt", "srt"}
ZIP = {"docx", "xlsx", "pptx", "odt", "ods", "odp", "epub", "zip"}
OLE = {"doc", "xls", "ppt"}
# Extension → what the first bytes must be, in the words of the `filetype` library.
SNIFFED = {
    "jpg": {"jpg"},
    "jpeg": {"jpg"},
    "png": {"png", "apng"},
    "gif": {"gif"},
    "webp": {"webp"},
    "avif": {"avif"},
    "heic": {"heic"},
    "heif": {"heic"},
    "pdf": {"pdf"},
    "mp4": {"mp4", "m4v", "mov"},
    "m4v": {"mp4", "m4v"},
    "webm": {"webm", "mkv"},
    "mov": {"mov", "mp4"},
    "mp3": {"mp3"},
    "m4a": {"m4a", "mp4"},
    "ogg": {"ogg"},
    "wav": {"wav"},
    "rtf": {"rtf"},
}
IMAGE_EXTENSIONS = sorted(IMAGE_FORMATS)
DOCUMENT_EXTENSIONS = sorted(CONTENT_TYPES)
