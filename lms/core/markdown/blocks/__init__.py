"""The block structure of a Markdown text, by the rules of CommonMark."""
