"""The desk of the placement centre: one menu group «Трудоустройство»."""
