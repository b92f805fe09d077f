"""Lists of participants from files: rows of a sheet, their columns recognised, each row judged against the list."""
