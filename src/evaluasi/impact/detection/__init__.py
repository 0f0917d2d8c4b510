"""Inside the minimum detectable effect: closed form and simulation."""
