"""Results as workbooks: a dataset and a question in, sheets out."""
