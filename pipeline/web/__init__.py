"""The review desk: server-rendered pages in Vietnamese, usable without JavaScript, by keyboard, on a phone, on paper.

`app` joins the parts; `access` says who may do what; one module per screen (`auth`, `queue`, `item`, `decision`,
`letters`). Nothing here knows a rule of the press law or of a case: those are in the domain, the stages and `store`.
"""

from pipeline.web.app import create_app, warm_up

__all__ = ["create_app", "warm_up"]
