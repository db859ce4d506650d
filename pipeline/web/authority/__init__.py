"""The pages of the press authority: registers, reports, dashboard and compliance board."""
