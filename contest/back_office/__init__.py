"""The contest's desk: one menu group «Конкурс»."""
