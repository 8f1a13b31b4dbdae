"""The decision quiz of a guide: parsed, checked, scored on published cases, shown in pages."""
