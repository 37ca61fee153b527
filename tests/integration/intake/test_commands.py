"""`depesche intake`, `inbox`, `reparse` and `sources`, as a user calls them."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.utils import timezone

from depesche.cli import group
from depesche.desk import dividing
from depesche.desk.models import Item

pytestmark = pytest.mark.django_db

MAILS = Path(__file__).parents[2] / "samples" / "mails"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    monkeypatch.setenv("DEPESCHE_HOME", str(home))
    return home


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(group, list(arguments), input=stdin)


def lines(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_files_and_folders_are_taken_in_order_a_line_for_each(tmp_path: Path) -> None:
    folder = tmp_path / "mails" / "deep"
    folder.mkdir(parents=True)
    for name in ("winmail", "correction", "empty"):
        shutil.copy(MAILS / f"{name}.eml", folder)
    (folder / ".hidden").write_bytes(b"x")
    single = str(MAILS / "city_plain_text.eml")
    result = run(
        "intake", single, str(tmp_path / "mails"), single, "--source", "Test", "--received-at", "2025-07-03T12:00"
    )
    assert result.exit_code == 0, result.stderr
    found = lines(result)
    names = [Path(line["file"]).stem for line in found]
    assert names == ["city_plain_text", "correction", "empty", "winmail", "city_plain_text"]
    assert [line["status"] for line in found] == ["new", "new", "quarantined", "new", "duplicate"]
    assert {line["received_at"] for line in found} == {"2025-07-03T10:00:00+00:00"}
    assert {line["source"] for line in found} == {"Test"}
    assert found[0]["file"] == single


def test_paths_come_from_standard_input_too(home: Path) -> None:
    result = run("intake", "-", stdin=f"{MAILS / 'winmail.eml'}\n\n{MAILS / 'correction.eml'}\n")
    assert [Path(line["file"]).stem for line in lines(result)] == ["winmail", "correction"]


def test_a_file_name_that_is_no_utf8_is_found_and_said_in_json_that_is(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/gr\xfc\xdfe.eml"
    Path(os.fsdecode(name)).write_bytes((MAILS / "winmail.eml").read_bytes())
    by_list = CliRunner().invoke(group, ["intake", "-"], input=name + b"\n")
    assert by_list.exit_code == 0, by_list.stderr
    again = run("intake", os.fsdecode(name))
    assert again.exit_code == 0, again.stderr
    for result, status in ((by_list, "new"), (again, "duplicate")):
        (line,) = lines(result)
        assert (line["file"].rpartition("/")[2], line["status"]) == ("gr\ufffd\ufffde.eml", status)


def test_a_file_that_cannot_be_read_has_its_line_in_order_and_the_others_are_taken(tmp_path: Path) -> None:
    missing = str(tmp_path / "missing.eml")
    result = run("intake", str(MAILS / "correction.eml"), missing, str(MAILS / "winmail.eml"), "--source", "Test")
    assert result.exit_code == 1
    first, line, last = lines(result)
    assert [one["status"] for one in (first, line, last)] == ["new", "quarantined", "new"]
    assert (line["file"], line["id"], line["raw_sha256"], line["source"]) == (missing, "", "", "Test")
    assert "No such file" in line["reason"]
    assert set(line) == set(first)
    assert {name for name in line if type(line[name]) is not type(first[name])} <= {
        "kind",
        "parser",
        "lang",
        "auth_checked_at",
    }
    assert missing in result.stderr
    assert "Traceback" not in result.stderr
    assert Item.objects.count() == 2


def test_a_wrong_time_is_a_wrong_call(home: Path) -> None:
    result = run("intake", str(MAILS / "winmail.eml"), "--received-at", "gestern")
    assert result.exit_code == 2
    assert Item.objects.count() == 0


def test_the_inbox_lists_what_is_open_and_with_all_everything(home: Path) -> None:
    run("intake", *(str(MAILS / f"{name}.eml") for name in ("winmail", "newsletter", "empty", "winmail")))
    assert [line["headline"] for line in lines(run("inbox", "--json"))] == ["Wasser wird nicht teurer"]
    everything = lines(run("inbox", "--all", "--json"))
    assert [line["status"] for line in everything] == ["new", "filed", "quarantined", "duplicate"]
    assert all(len(line["raw_sha256"]) == 64 for line in everything)
    assert "Wasser wird nicht teurer" in run("inbox").stdout


def test_the_register_makes_senders_known_when_items_are_read_again(tmp_path: Path) -> None:
    (item,) = lines(run("intake", str(MAILS / "winmail.eml")))
    assert item["known_sender"] is False
    register = tmp_path / "known.json"
    register.write_text(
        json.dumps({"known": [{"domain": "stadtwerke-lindenau.example", "organisation": "Stadtwerke"}]})
    )
    assert run("sources", "import", str(register)).exit_code == 0
    (again,) = lines(run("reparse", item["id"]))
    assert (again["id"], again["known_sender"], again["organisation"]) == (item["id"], True, "Stadtwerke")
    assert len(lines(run("reparse"))) == 1


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        '{"known": [1]}',
        '{"known": [{"organisation": "x"}]}',
        '{"known": [{"domain": "x", "addresses": 5}]}',
    ],
)
def test_what_is_no_register_is_refused_in_words(tmp_path: Path, content: str) -> None:
    register = tmp_path / "known.json"
    register.write_text(content)
    result = run("sources", "import", str(register))
    assert result.exit_code == 1
    assert "known.json" in result.stderr


def test_what_is_unknown_is_refused_in_words(home: Path) -> None:
    assert run("reparse", "nothing").exit_code == 1
    assert run("sources", "import", "/nowhere.json").exit_code == 1
    assert run("intake").exit_code == 2


def test_the_parts_of_a_divided_mail_have_lines_of_their_own_and_are_read_again(django_user_model: Any) -> None:
    (mail,) = lines(run("intake", str(MAILS / "digest_plus_separated.eml")))
    parts = dividing.divide(mail["id"], django_user_model.objects.create_user("anna"), at=timezone.now())
    everything = {line["id"]: line for line in lines(run("inbox", "--all", "--json"))}
    assert everything[mail["id"]]["status"] == "spiked"
    assert everything[mail["id"]]["part_of"] is None
    for part in parts:
        line = everything[part.pk]
        assert (line["status"], line["part_of"], line["headline"]) == ("new", mail["id"], part.headline)
        assert (line["raw_sha256"], line["file"]) == (mail["raw_sha256"], mail["file"])
    waiting = lines(run("inbox", "--json"))
    assert {line["id"] for line in waiting} == {part.pk for part in parts}
    Item.objects.filter(pk=parts[0].pk).update(headline="")
    again = run("reparse", parts[0].pk)
    assert again.exit_code == 0, again.stderr
    assert next(line for line in lines(again) if line["id"] == parts[0].pk)["headline"] == parts[0].headline
