"""How is a book checked?  Find the scripts, load them, order them by citation, judge them under limits, collect the outcomes."""
