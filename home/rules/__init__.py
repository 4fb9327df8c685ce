"""Calculation without Django."""
