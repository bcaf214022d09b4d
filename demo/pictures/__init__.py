"""Pictures drawn with code for the demo organisation: portraits and scenes."""
