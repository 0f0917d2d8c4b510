"""How far parallel trends may fail before a conclusion falls (Rambachan and Roth 2023)."""
