"""`python -m geo_app` is `geo-app`."""

from geo_app.cli import main

if __name__ == "__main__":
    main()
