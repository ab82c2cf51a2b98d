"""What things are: places, routes, figures and the corridor they make. No files, no web, no map."""
