"""What a site shows elsewhere: cards, a feed of changes, links to report a mistake."""
