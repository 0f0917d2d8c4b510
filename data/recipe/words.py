"""Indonesian for every term of the catalogue."""

import re
from typing import Any


class Words:
    """Translation tables that remember what they lack, so that all gaps are told at once."""

    def __init__(self, tables: dict[str, dict[str, Any]]) -> None:
        self._tables = tables
        self._patterns: list[tuple[re.Pattern[str], str]] = [
            (re.compile(re.escape(key).replace(re.escape("{x}"), "(.+)")), value)
            for key, value in tables["catatan"].items()
            if "{x}" in key
        ]
        self.missing: set[str] = set()

    def __call__(self, table: str, text: str) -> str:
        """One term of a closed vocabulary; an empty cell stays empty."""
        return self._found(table, text, self._tables[table].get(text)) if text else ""

    def pair(self, table: str, text: str) -> list[str]:
        """Translate a term that has two translations, such as a measure and its unit."""
        return self._tables[table].get(text) or [self._found(table, text, None), ""]

    def knows(self, table: str, text: str) -> bool:
        """Whether the vocabulary has the term; for vocabularies that sort rows."""
        return text in self._tables[table]

    def note(self, *texts: str) -> str:
        """Remarks joined in order: each as a whole where the table has it, else part by part."""
        parts: list[str] = []
        for text in filter(None, texts):
            whole = self._tables["catatan"].get(text)
            parts += [whole] if whole else [self._remark(part) for part in text.split("; ")]
        return "; ".join(parts)

    def _remark(self, text: str) -> str:
        for pattern, value in self._patterns:
            if match := pattern.fullmatch(text):
                return value.replace("{x}", decimal_comma(match[1]))
        return self._found("catatan", text, self._tables["catatan"].get(text))

    def _found(self, table: str, text: str, translation: str | None) -> str:
        if translation is None:
            self.missing.add(f"[{table}] {text}")
            return text
        return translation


def decimal_comma(text: str) -> str:
    """Write "14.29" as "14,29"; leave all that is not one decimal number alone."""
    return text.replace(".", ",") if re.fullmatch(r"\d+\.\d+", text) else text
