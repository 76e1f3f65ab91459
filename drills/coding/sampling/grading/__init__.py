"""Parts of this drill's grade.py."""
