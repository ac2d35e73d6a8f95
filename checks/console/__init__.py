"""How do outcomes read on a terminal?  In colour and in plain text, the same words."""
