"""Makes qpdf ready, before the child may open no more files: it asks for random numbers late."""

import io

import pikepdf

with pikepdf.new() as _pdf:
    _pdf.save(io.BytesIO(), encryption=pikepdf.Encryption(owner="-"))
