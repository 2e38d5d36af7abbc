from __future__ import annotations

import pytest

from monitor.cli import output


@pytest.mark.parametrize("values", [[], [{"a": "x\ny", "b": [1, {"c": None}]}], [1, {"a": []}, "é\u202e"]])
def test_a_list_comes_one_by_one_as_it_would_whole(values: list[object], capsys: pytest.CaptureFixture[str]) -> None:
    output.print_json(values)
    whole = capsys.readouterr().out
    output.print_json_list(iter(values))
    assert capsys.readouterr().out == whole


def test_a_table_of_very_many_rows_is_lines_also_for_people(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(output, "_MOST_DRAWN", 3)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    output.print_table(("A", "B"), ((str(number), "x") for number in range(4)), "none")
    assert capsys.readouterr().out.splitlines() == ["A\tB", "0\tx", "1\tx", "2\tx", "3\tx"]
    output.print_table(("A", "B"), iter(()), "none")
    assert capsys.readouterr().out == "none\n"
