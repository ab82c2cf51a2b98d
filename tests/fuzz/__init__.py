"""The fuzz campaign: `python -m tests.fuzz --inputs 100000 --seed 1 [--form csv] [--jobs 2]`.

Every input is drawn as routes or refused with an OverlayError that names the place; whatever else
happens is kept in tests/data/hostile/found/, which tests/overlays/test_fuzzed_files.py reads again.
"""
