"""From files to assessments or problems. Reading never scores and never prints."""
