"""What other pages place a picture with."""
