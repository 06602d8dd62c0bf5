"""Files in. No database here: a file becomes rows, or one sentence says why not."""
