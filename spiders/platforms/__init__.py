"""One file a portal software. A module with a class ``Portal`` is a platform; nothing is registered elsewhere."""
