"""The demo press day: Friday 20/11/2026, written for this repository, served on loopback over real HTTP.

Outlets, people, events and figures are invented; communes and agencies are real and alive on that day.
`server.serve_press_day` runs it, `feedlist.demo_feeds_yaml` lists its feeds, `truth.load_truth` tells tests and
readers (never the pipeline) what was put into it on purpose. Nothing in the pipeline imports this package.
"""
