"""The follow-up register: what was seen of each innovation, when, and what contradicts itself."""
