"""The one error that a person is meant to read."""


class InputError(Exception):
    """Something a person gave us is wrong: a file, a parameter, a lexicon row.

    Its message is one line that names the file, the place in it and the remedy. The command line prints it
    without a traceback and exits with 2.
    """
