"""A group's figures in the app: a page that is read, with decisions to be opened."""
