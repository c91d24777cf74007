"""The shape of every file, told to pydantic: the source of the JSON Schemas and of `model.table`.

A run reads files by that table, in `model.fit`: importing pydantic and building these models would cost more than all
the rest of a check. A test compares the two on thousands of right and wrong files, value by value and refusal by
refusal.
"""
