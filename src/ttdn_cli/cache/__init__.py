"""What earlier runs found out, kept in the user's own folder for caches, so that the next run need not do it again.

Two things are kept: what each report says once it is read and fitted (`facts`), and what a whole run put out when
nothing that it rests on has changed (`runs`). Both are found by contents; `stamps` spare reading files that lie there
as they did. A cache that is missing, damaged or not ours is no cache: nothing here ever ends a run.
"""
