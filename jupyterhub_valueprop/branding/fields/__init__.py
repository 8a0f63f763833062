"""What one value of a branding may be: texts, colors, addresses, files, moments; and the error where it is not."""
