"""Looking back into what was done, on a page and as a sheet."""
