"""Printed papers of the placement centre."""
