"""`python -m checks`: the front door."""

from checks.cli import front_door

if __name__ == "__main__":
    front_door()
