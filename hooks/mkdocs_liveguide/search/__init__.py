"""The site's search: a full model for passages, a small tuned one for questions, and keywords."""
