"""Who may do what, tried over HTTP. What may be is in matrix.py, typed by hand. Started by run.sh with SSIIS_BASE and
SSIIS_DATA."""
import unittest

from asking import WORLD
from exceptions import OpenOrderElsewhere
from secrets_kept import Informants, Leaks
from walk import Tokens, Walk


def setUpModule():
    WORLD.plant()


def load_tests(loader, standard, pattern):
    """What was ever answered is searched when all has been asked."""
    order = (Walk, Tokens, OpenOrderElsewhere, Leaks, Informants)
    suite = unittest.TestSuite(loader.loadTestsFromTestCase(c) for c in order)
    for c in order:
        c.__module__ = __name__  # so that setUpModule plants before the first of them, and once
    return suite


if __name__ == "__main__":
    unittest.main()
