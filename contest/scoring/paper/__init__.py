"""Score sheets on paper: how they are printed, and what staff have typed of them (C-14)."""
