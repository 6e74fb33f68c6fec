"""Bytes into text, text into front matter and body."""
