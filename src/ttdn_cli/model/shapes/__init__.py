"""The shape of every file, told to pydantic: the source of the JSON Schemas, and of what is said of a misfit.

A file that fits is read by `model.fit` without them, in the form that `model.table` holds; that table is made from
these models, and pydantic is imported when something does not fit.
"""
