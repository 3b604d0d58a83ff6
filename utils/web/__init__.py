"""The only floor that knows Streamlit or HTTP: view state and URL, panels, routes, headers."""
