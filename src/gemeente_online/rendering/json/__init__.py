"""Results as JSON, each with a schema under ``schemas``; versioned apart from the types."""
