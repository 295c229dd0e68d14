"""The templates that come with the program, made by `python -m reports.papers.templates`.

They hold looks and slots, no sentences: what is said stands in the catalogue.
"""
