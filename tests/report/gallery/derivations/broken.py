"""A script that does not load."""

from checks.language import *

m = siz("m")
