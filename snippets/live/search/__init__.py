"""The search of a site: what runs in the reader's browser.

What a page calls is in `live.search.api`. A *query* is what a reader types; a *passage* is a part
of a page that can be found. Sizes, as docstrings name them: `n_passages` (of the index), `dim`
(numbers of a vector), `n_tokens` (rows of the encoder's table).

Its dataclasses are made without methods for comparing and printing: nobody compares or prints them,
and each would be a few hundred bytes more that every reader fetches with Python.
"""
