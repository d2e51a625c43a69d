"""Settings of all tests: what hypothesis tries is the same in every run, and no example is failed for being slow."""

from hypothesis import settings

settings.register_profile("book", deadline=None, derandomize=True)
settings.load_profile("book")
