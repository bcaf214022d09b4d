"""The weekly check of every link inside the site: `finding` what a page points at, `judging` whether that is there,
`running` through all pages in batches. No other host is ever asked anything."""
