"""How good the answers are: judged questions, and figures per group. Nothing of the site imports it."""
