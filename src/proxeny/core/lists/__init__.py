"""Lists that a person filters, sorts, widens by columns, pages through and takes away as a file."""
