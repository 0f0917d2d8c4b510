"""For whom: satisfaction, beneficiaries before and after, subgroups, cost."""
