"""What a shell offers while somebody types."""
