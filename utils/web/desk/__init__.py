"""The data desk: uploads, problems, changes, publishing, history."""
