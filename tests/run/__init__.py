"""How a book is found, loaded, ordered and judged."""
