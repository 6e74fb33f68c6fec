"""Writing a course in the browser: the tree of a draft and how two trees are brought together. All plain."""
