"""Stage 6, review: flagged articles and people become decisions.

A case is one matter of one agency. `workflow` is its state machine and who may do what; `cases` says which
cases a day's flagged articles open. Pure: the desk (`web`) and the store stand around it.
"""
