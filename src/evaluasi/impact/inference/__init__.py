"""Standard errors, bands and probabilities, where treated units or clusters are few too."""
