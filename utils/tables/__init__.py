"""What a spreadsheet must hold: cells in, typed tables and problems out; templates back."""
