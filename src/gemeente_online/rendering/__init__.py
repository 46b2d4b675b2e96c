"""From results to documents to text. Told width and colour; decides nothing, prints nothing."""
