"""How is what was found shown to readers?  From outcomes alone: nothing here can change a verdict."""
