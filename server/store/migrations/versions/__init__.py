"""Each file here brings the tables one step further."""
