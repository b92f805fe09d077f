"""Spreadsheets in, lists out: for every register, by its declaration."""
