"""What each value of a branding may be (texts, colors, URLs, files, moments), and the error for anything else."""
