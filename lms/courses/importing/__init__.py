"""An upload on its way to a revision: states, what was chosen in the preview, what the preview shows. All plain."""
