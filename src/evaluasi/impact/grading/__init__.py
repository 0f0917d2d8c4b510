"""Inside the grade of the evidence: facts taken from a result, and the sentence to quote."""
