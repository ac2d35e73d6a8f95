"""The constructors behind the words of a derivation script."""
