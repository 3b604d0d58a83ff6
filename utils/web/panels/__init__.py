"""What pages are put together from: each panel shows one thing of a view."""
