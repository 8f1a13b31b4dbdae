"""Pages: their Markdown, their HTML, their links."""
