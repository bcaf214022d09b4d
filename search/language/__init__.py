"""Words as people write them, turned into words that can be compared. Knows no database: every backend shares it."""
