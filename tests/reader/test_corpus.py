"""``proxeny read-corpus``: nothing lost, nothing twice, whatever the input, the engine or the moment of a kill."""

import gzip
import io
import json
import os
import signal
import subprocess
import sys
import time

import pyarrow
import pytest
from pyarrow import dataset, parquet
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from proxeny.reader.corpus import journal, reading
from proxeny.reader.corpus.attempts import Attempt
from proxeny.reader.corpus.command import main
from proxeny.reader.corpus.errors import AlreadyRunning, CorpusError
from proxeny.reader.corpus.plan import plan
from proxeny.reader.corpus.reading import Settings

SENTENCE = "In {year} the city received {n} delegations from Japan and exported goods worth {n}.5 million USD. "


def document(n, sentences=1):
    return {"id": f"d{n}", "text": SENTENCE.format(year=2000 + n % 24, n=n + 2) * sentences, "language": "en"}


def write_lines(path, entries):
    path.write_text("".join((e if isinstance(e, str) else json.dumps(e)) + "\n" for e in entries), encoding="utf-8")
    return path


def findings(folder):
    """All lines of findings, as the bytes they are, in sorted order."""
    return sorted(line for part in folder.glob("*.jsonl") for line in part.read_bytes().splitlines())


def set_aside(folder):
    return [json.loads(line) for part in sorted(folder.glob("_set-aside/*")) for line in part.open()]


def names(folder):
    return [json.loads(line)["id"] for line in findings(folder)]


@pytest.fixture
def corpus(tmp_path):
    """Sixty documents and three entries that are none, in two files of a folder."""
    folder = tmp_path / "in"
    folder.mkdir()
    write_lines(folder / "a.jsonl", [*(document(n) for n in range(30)), "{not json", ""])
    write_lines(folder / "b.jsonl", [{"id": "no-text"}, "[1, 2]", *(document(n) for n in range(30, 60))])
    (folder / "notes.txt").write_text("not a corpus")
    return folder


def test_every_document_is_read_once_and_what_is_none_says_why(corpus, tmp_path, capsys):
    assert main([str(corpus), str(tmp_path / "out"), "--split-size", "700"]) == 0

    assert sorted(names(tmp_path / "out")) == sorted(f"d{n}" for n in range(60))
    assert [(each["id"], each["code"]) for each in set_aside(tmp_path / "out")] == [
        ("a.jsonl:" + str(sum(len(json.dumps(document(n))) + 1 for n in range(30))), "corpus.not_json"),
        ("no-text", "corpus.no_text"),
        ("b.jsonl:18", "corpus.not_json"),
    ]
    assert "60 documents read, 3 set aside" in capsys.readouterr().out


def test_a_line_holds_what_the_reader_finds_and_where_the_document_stood(corpus, tmp_path):
    main([str(corpus), str(tmp_path / "out"), "--with-text"])
    (found,) = (line for line in map(json.loads, findings(tmp_path / "out")) if line["id"] == "d7")

    assert found["source"] == "a.jsonl"
    assert (corpus / "a.jsonl").read_bytes()[found["at"] :].startswith(b'{"id": "d7"')
    assert found["text"] == document(7)["text"]
    assert ("9", "delegations") in [(each["value"], each.get("of")) for each in found["quantities"]]
    assert [each["edtf"] for each in found["dates"]] == ["2007"]


@pytest.mark.parametrize("size", [90, 150, 151, 10_000])
def test_wherever_a_file_is_cut_no_line_is_lost_or_doubled(tmp_path, size):
    path = write_lines(tmp_path / "c.jsonl", [document(n) for n in range(12)])
    main([str(path), str(tmp_path / "out"), "--split-size", str(size)])

    assert sorted(names(tmp_path / "out")) == sorted(f"d{n}" for n in range(12))


def test_packed_lines_are_read_and_a_packed_file_that_breaks_off_keeps_what_is_whole(tmp_path):
    packed = gzip.compress("".join(json.dumps(document(n)) + "\n" for n in range(400)).encode())
    (tmp_path / "whole.jsonl.gz").write_bytes(packed)
    (tmp_path / "broken.jsonl.gz").write_bytes(packed[:-200])
    main([str(tmp_path / "whole.jsonl.gz"), str(tmp_path / "one")])
    main([str(tmp_path / "broken.jsonl.gz"), str(tmp_path / "two")])

    assert len(names(tmp_path / "one")) == 400
    assert 0 < len(names(tmp_path / "two")) < 400
    assert [each["code"] for each in set_aside(tmp_path / "two")] == ["corpus.damaged_file"]


def test_parquet_goes_in_and_out_with_the_same_findings(corpus, tmp_path):
    table = pyarrow.table({"name": [f"d{n}" for n in range(40)], "body": [document(n)["text"] for n in range(40)]})
    parquet.write_table(table, tmp_path / "c.parquet", row_group_size=7)
    options = ["--id-column", "name", "--text-column", "body", "--split-size", "1000", "--format", "parquet"]
    assert main([str(tmp_path / "c.parquet"), str(tmp_path / "out"), *options]) == 0
    main([str(corpus), str(tmp_path / "lines")])

    rows = {row["id"]: row for row in dataset.dataset(tmp_path / "out").to_table().to_pylist()}
    lines = {line["id"]: line for line in map(json.loads, findings(tmp_path / "lines"))}
    assert len(rows) == 40
    for name, row in rows.items():
        assert [(q["start"], q["value"], q["unit"]) for q in row["quantities"]] == [
            (q["start"], q["value"], q["unit"]) for q in lines[name]["quantities"]
        ]
        assert [json.loads(fact["fact"]) for fact in row["facts"]] == lines[name]["facts"]


def test_a_parquet_file_without_the_column_or_without_an_end_is_set_aside_in_words(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    parquet.write_table(pyarrow.table({"body": ["12 projects"]}), folder / "a.parquet")
    (folder / "b.parquet").write_bytes((folder / "a.parquet").read_bytes()[:-9])
    main([str(folder), str(tmp_path / "out")])

    first, second = set_aside(tmp_path / "out")
    assert (first["code"], "body" in first["reason"]) == ("corpus.no_text", True)
    assert second["code"] == "corpus.damaged_file"


@pytest.fixture
def archive(tmp_path):
    """A packed web archive of nine pages, of which one was not found, and where each record begins."""
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=True)
    begins = []
    for n in range(9):
        status = "404 Not Found" if n == 4 else "200 OK"
        headers = StatusAndHeaders(status, [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.0")
        page = f"<html><head><title>Page {n}</title></head><body><p>{document(n, 5)['text']}</p></body></html>"
        begins.append(stream.tell())
        record = writer.create_warc_record(
            f"http://city.example/{n}", "response", payload=io.BytesIO(page.encode()), http_headers=headers
        )
        writer.write_record(record)
    path = tmp_path / "pages.warc.gz"
    path.write_bytes(stream.getvalue())
    return path, begins


def addresses(folder):
    return sorted(json.loads(line)["url"] for line in findings(folder))


@pytest.mark.parametrize("size", [90, 500, 1_000_000])
def test_a_web_archive_may_be_cut_anywhere(archive, tmp_path, size):
    path, _ = archive
    main([str(path), str(tmp_path / "out"), "--split-size", str(size)])

    assert addresses(tmp_path / "out") == [f"http://city.example/{n}" for n in range(9) if n != 4]
    assert [each["code"] for each in set_aside(tmp_path / "out")] == ["corpus.http_status"]


def test_a_damaged_record_costs_itself_and_not_the_pages_after_it(archive, tmp_path):
    path, begins = archive
    data = bytearray(path.read_bytes())
    data[begins[2] + 150 : begins[2] + 170] = b"\xff" * 20
    path.write_bytes(bytes(data))
    main([str(path), str(tmp_path / "out")])

    assert addresses(tmp_path / "out") == [f"http://city.example/{n}" for n in range(9) if n not in (2, 4)]
    assert "corpus.damaged_file" in [each["code"] for each in set_aside(tmp_path / "out")]


def test_an_archive_that_is_not_packed_is_read_whole(tmp_path, archive):
    path, _ = archive
    (tmp_path / "plain.warc").write_bytes(gzip.decompress(path.read_bytes()))
    main([str(tmp_path / "plain.warc"), str(tmp_path / "out"), "--split-size", "100"])

    assert len(addresses(tmp_path / "out")) == 8


def test_a_run_that_was_killed_goes_on_and_ends_in_the_same_bytes(tmp_path):
    path = write_lines(tmp_path / "c.jsonl", [document(n, 40) for n in range(300)])
    command = [sys.executable, "-m", "proxeny.reader.corpus", str(path), str(tmp_path / "out"), "--split-size", "60000"]
    begun = subprocess.Popen([*command, "--workers", "1"], stderr=subprocess.DEVNULL, start_new_session=True)
    until = time.monotonic() + 60
    while not list(tmp_path.glob("out/part-*.jsonl")) and time.monotonic() < until:
        time.sleep(0.01)
    os.killpg(begun.pid, signal.SIGKILL)
    begun.wait()
    before = [part.name for part in tmp_path.glob("out/part-*.jsonl")]
    assert 0 < len(before) < len(plan(str(path), split_size=60000))

    subprocess.run(command, check=True, capture_output=True)
    main([str(path), str(tmp_path / "whole"), "--split-size", "60000"])

    assert findings(tmp_path / "out") == findings(tmp_path / "whole")
    assert len(findings(tmp_path / "out")) == 300
    assert not list(tmp_path.glob("out/**/*.writing"))


def test_a_finished_job_is_not_read_again(corpus, tmp_path, capsys):
    main([str(corpus), str(tmp_path / "out")])
    written = {part: part.stat().st_mtime_ns for part in tmp_path.glob("out/*.jsonl")}
    assert main([str(corpus), str(tmp_path / "out")]) == 0

    assert {part: part.stat().st_mtime_ns for part in tmp_path.glob("out/*.jsonl")} == written
    assert capsys.readouterr().out.count("60 documents read") == 2


def test_a_folder_with_another_job_or_other_files_is_left_alone(corpus, tmp_path, capsys):
    main([str(corpus), str(tmp_path / "out")])
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("keep me")

    assert main([str(corpus), str(tmp_path / "out"), "--home", "Hue"]) == 1
    assert "differs in: options" in capsys.readouterr().err
    assert main([str(corpus), str(tmp_path / "mine")]) == 1
    assert "letter.txt" in capsys.readouterr().err
    assert main([str(corpus), str(corpus / "notes.txt")]) == 1
    assert main([str(tmp_path / "nowhere"), str(tmp_path / "new")]) == 1
    assert "does not exist" in capsys.readouterr().err


def test_two_runs_do_not_write_to_one_folder(tmp_path):
    with journal.held(str(tmp_path / "out")), pytest.raises(AlreadyRunning), journal.held(str(tmp_path / "out")):
        pass


def test_a_document_that_kills_its_process_is_set_aside_and_the_others_are_read(tmp_path, monkeypatch):
    path = write_lines(tmp_path / "c.jsonl", [document(n) for n in range(6)])
    read = reading._read

    def deadly(incoming, split, settings):
        if incoming.id in ("d2", "d4"):
            os.kill(os.getpid(), signal.SIGKILL)
        return read(incoming, split, settings)

    monkeypatch.setattr(reading, "_read", deadly)
    (split,) = plan(str(path))
    outcome = Attempt(split, Settings(output=str(tmp_path / "out"))).to_the_end()

    assert (outcome.read, outcome.set_aside) == (4, 2)
    assert names(tmp_path / "out") == ["d0", "d1", "d3", "d5"]
    assert [(each["id"], each["code"]) for each in set_aside(tmp_path / "out")] == [
        ("d2", "corpus.crashed"),
        ("d4", "corpus.crashed"),
    ]


def test_a_defect_of_the_reader_is_reported_and_does_not_stop_the_job(tmp_path, monkeypatch):
    from proxeny.reader import pipeline

    path = write_lines(tmp_path / "c.jsonl", [document(n) for n in range(3)])
    read = pipeline.read

    def faulty(text, **options):
        if text == document(1)["text"]:
            raise IndexError("off by one")
        return read(text, **options)

    monkeypatch.setattr(pipeline, "read", faulty)
    (split,) = plan(str(path))
    outcome = reading.read_split(split, Settings(output=str(tmp_path / "out")))

    assert (outcome.read, outcome.defects) == (2, 1)
    (entry,) = set_aside(tmp_path / "out")
    assert entry["code"] == "corpus.internal_error"
    assert "IndexError: off by one" in entry["reason"]


def test_a_lost_letter_in_the_input_leaves_positions_in_place(tmp_path):
    path = write_lines(tmp_path / "c.jsonl", ['{"id": "s", "language": "en", "text": "\\ud800 In 2023: 12 projects"}'])
    main([str(path), str(tmp_path / "out")])

    (found,) = map(json.loads, findings(tmp_path / "out"))
    assert [(q["start"], q["text"]) for q in found["quantities"]] == [(11, "12")]


def test_spark_gives_the_same_bytes_as_this_machine_alone(corpus, archive, tmp_path):
    (corpus / "pages.warc.gz").write_bytes(archive[0].read_bytes())
    options = ["--split-size", "2000"]
    assert main([str(corpus), str(tmp_path / "local"), *options]) == 0
    command = [sys.executable, "-m", "proxeny.reader.corpus", str(corpus), str(tmp_path / "spark"), *options]
    run = subprocess.run([*command, "--engine", "spark", "--master", "local[2]"], capture_output=True, text=True)

    assert run.returncode == 0, run.stderr
    assert "68 documents read" in run.stdout
    assert findings(tmp_path / "spark") == findings(tmp_path / "local")
    assert set_aside(tmp_path / "spark") == set_aside(tmp_path / "local")


def test_what_spark_cannot_write_is_said_in_words(corpus, tmp_path):
    (tmp_path / "out").mkdir()
    splits = plan(str(corpus))
    (tmp_path / "out" / "part-000000.jsonl").mkdir()  # a folder stands where the part should go
    from proxeny.reader.corpus import spark
    from proxeny.reader.corpus.progress import Progress

    settings = Settings(output=str(tmp_path / "out"))
    with pytest.raises(CorpusError, match=r"Spark gave up: .*part-000000"):
        list(spark.run(splits, settings, Progress(splits=len(splits)), master="local[1]"))
