"""The season directory: made whole, opened or refused with a sentence, content kept by its hash."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from review_tui.content import MASK
from review_tui.errors import LedgerError, ReviewError, SeasonError, UsageError
from review_tui.season_store import SeasonStore
from scoring.nomination import PRIVATE_KEYS, Nomination, Reading, Unit, UnitPackage
from tests.ledger.programs import now


def reading(key: str, value: str) -> Reading:
    return Reading(key=key, value=value, raw=value, place=f"推介表.docx › {key}", source="form")


def package(*keys: str) -> UnitPackage:
    """One unit's package; every nominee has readings of these keys, in this order."""
    nominees = tuple(
        Nomination(
            id=f"S00{n}",
            category="star",
            name=f"姓名{n}",
            unit="白城市教育局",
            special=False,
            readings=tuple(reading(key, f"{key}-{n}") for key in keys),
        )
        for n in (1, 2)
    )
    return UnitPackage(unit=Unit(name="白城市教育局"), received=None, source="白城.zip", nominations=nominees)


@pytest.fixture
def store(tmp_path: Path) -> SeasonStore:
    return SeasonStore.create(tmp_path / "season")


@contextmanager
def umask(mask: int) -> Iterator[None]:
    """As the kiosk's launcher sets it."""
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


# ------------------------------------------------------------------------------------------------ making, opening


def test_a_new_season_has_the_rules_and_every_directory(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "season"
    store = SeasonStore.create(path, "jilin-2022")
    assert store.season.rules.id == "jilin-2022"
    assert store.experts() == ()
    for name in ("season.toml", "units.csv", "renames.csv"):
        assert (path / name).is_file()
    assert SeasonStore.open(path).season.rules == store.season.rules
    assert [p.name for p in path.parent.iterdir()] == ["season"]


def test_an_empty_directory_becomes_a_season_and_any_other_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    SeasonStore.create(tmp_path / "empty")
    (tmp_path / "file").write_text("x")
    for taken in (tmp_path / "empty", tmp_path / "file"):
        with pytest.raises(SeasonError, match="不是空目录"):
            SeasonStore.create(taken)


def test_unknown_rules_are_refused_with_those_there_are(tmp_path: Path) -> None:
    for name in ("jilin-1999", "../seasons/jilin-2022", ""):
        with pytest.raises(SeasonError) as caught:
            SeasonStore.create(tmp_path / "season", name)
        assert "jilin-2022" in caught.value.hint
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_season_is_one_sentence(tmp_path: Path, store: SeasonStore) -> None:
    with pytest.raises(SeasonError, match="没有目录"):
        SeasonStore.open(tmp_path / "missing")
    with pytest.raises(SeasonError, match="不是评审季目录"):
        SeasonStore.open(tmp_path)
    rules = store.path / "season.toml"
    rules.write_text(rules.read_text("utf-8").replace("\nformat = 1", "\nformat = 99"), "utf-8")
    with pytest.raises(SeasonError, match="99"):
        SeasonStore.open(store.path)


def test_an_expert_id_never_leaves_the_ledger(store: SeasonStore) -> None:
    for bad in ("../office", "", "e/7", "office", "expert-e07", "e 7", "专家七", "x" * 33, "-e", "e07\n"):
        with pytest.raises(UsageError, match="没有这位专家"):
            store.expert(bad)
    for bad in ("../office", "专家七"):
        with pytest.raises(UsageError):
            store.tail(bad)
        with pytest.raises(UsageError):
            store.put_note(bad, {"text": "x"})
    assert list((store.path / "ledger").iterdir()) == []


def test_books_and_their_followers(store: SeasonStore) -> None:
    with store.office() as office, store.expert("e07") as expert:
        observer = store.office(read_only=True)
        tails = [store.tail("e07"), store.tail("expert-e07")]
        with expert.entry("card", at=now()):
            expert.put("cards", "S001", {"points": "1"})
        with office.entry("panel.add", at=now()):
            office.put("panel", "e07", {"account": "p07"})
        for tail in tails:
            assert tail.refresh()
            assert tail.all("cards") == {"S001": {"points": "1"}}
        assert observer.refresh()
        assert observer.get("panel", "e07") == {"account": "p07"}
        with pytest.raises(LedgerError, match="只读"):
            observer.put("panel", "e08", {})
    assert store.experts() == ("e07",)
    assert store.tail("e99").all("cards") == {}


# ------------------------------------------------------------------------------------------------ contents


def test_an_attachment_is_kept_under_its_hash_and_written_once(store: SeasonStore, tmp_path: Path) -> None:
    source = tmp_path / "照片.jpg"
    source.write_bytes(b"pixels")
    sha = hashlib.sha256(b"pixels").hexdigest()
    with umask(0o077):
        store.put_attachment(source, sha, shared=False)
    path = store.attachment(sha)
    assert path == store.path / "attachments" / sha[:2] / sha[2:]
    assert path.read_bytes() == b"pixels"
    assert path.stat().st_mode & 0o777 == 0o600
    inode = path.stat().st_ino
    store.put_attachment(source, sha, shared=True)
    assert path.stat().st_mode & 0o777 == 0o640
    store.put_attachment(source, sha, shared=False)  # sharing is never taken back
    assert (path.stat().st_mode & 0o777, path.stat().st_ino) == (0o640, inode)
    path.write_bytes(b"rotten")
    store.put_attachment(source, sha, shared=True)
    assert path.read_bytes() == b"pixels"


def test_an_attachment_that_is_not_what_it_was_said_to_be_is_refused(store: SeasonStore, tmp_path: Path) -> None:
    source = tmp_path / "photo.jpg"
    source.write_bytes(b"changed meanwhile")
    with pytest.raises(LedgerError, match="在读取期间变了"):
        store.put_attachment(source, "0" * 64, shared=True)
    with pytest.raises(LedgerError, match=r"photo[.]jpg"):
        source.unlink()
        store.put_attachment(source, "0" * 64, shared=True)
    with pytest.raises(LedgerError, match="附件缺失"):
        store.attachment("0" * 64)
    for bad in ("../../etc/passwd", "0" * 63, "A" * 64, ""):
        with pytest.raises(LedgerError, match="不是 SHA-256"):
            store.attachment(bad)
    assert [path for path in (store.path / "attachments").rglob("*") if path.is_file()] == []


def test_a_dossier_keeps_private_readings_apart_and_in_their_places(store: SeasonStore) -> None:
    original = package("name", "phone", "workplace", "address", "identity", "gender")
    public, private = store.put_dossier(original)
    assert store.dossier(public, private) == original
    seen = store.dossier(public)
    values = {r.key: r.value for r in seen.nominations[1].readings}
    assert {key for key, value in values.items() if value == MASK} == PRIVATE_KEYS
    assert list(values) == ["name", "phone", "workplace", "address", "identity", "gender"]
    shown = (store.path / "dossiers" / f"{public}.json").read_text("utf-8")
    assert all(f"{key}-1" not in shown for key in PRIVATE_KEYS)
    assert (store.path / "dossiers" / f"{public}.json").stat().st_mode & 0o777 == 0o640
    assert (store.path / "office" / f"{private}.json").stat().st_mode & 0o777 == 0o600
    again, other = store.put_dossier(original)
    assert again == public
    assert other != private  # salted: a hash in the journal does not give a phone number away


def test_an_altered_or_missing_dossier_is_refused(store: SeasonStore) -> None:
    public, private = store.put_dossier(package("name", "phone"))
    path = store.path / "dossiers" / f"{public}.json"
    path.write_text(path.read_text("utf-8").replace("姓名1", "姓名3"), "utf-8")
    with pytest.raises(LedgerError, match="与编号不符"):
        store.dossier(public)
    path.unlink()
    with pytest.raises(LedgerError, match="文件缺失"):
        store.dossier(public, private)


def test_notes_are_salted_and_may_be_purged(store: SeasonStore) -> None:
    first = store.put_note("e07", {"text": "事迹感人"})
    second = store.put_note("expert-e07", {"text": "事迹感人"})
    assert first != second
    assert store.note("e07", first) == store.note("expert-e07", second) == {"text": "事迹感人"}
    assert store.note("office", first) is None
    path = store.path / "notes" / "expert-e07" / f"{first}.json"
    path.write_bytes(path.read_bytes().replace("感人".encode(), "平平".encode()))
    with pytest.raises(LedgerError, match="与编号不符"):
        store.note("e07", first)
    path.unlink()
    assert store.note("e07", first) is None


def test_a_working_directory_goes_away_and_those_of_killed_programs_too(store: SeasonStore) -> None:
    with store.workdir() as one, store.workdir() as other:
        assert one != other
        assert one.parent == store.path / "tmp"
        assert one.stat().st_mode & 0o777 == 0o700
        (one / "unpacked").write_bytes(b"x")
    assert list((store.path / "tmp").iterdir()) == []
    script = (
        "import os, sys; from pathlib import Path; from review_tui.ledger.workdir import working_directory\n"
        "with working_directory(Path(sys.argv[1])) as d: (d / 'x').write_bytes(b'x'); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", script, str(store.path / "tmp")], check=False)
    assert len(list((store.path / "tmp").iterdir())) == 1
    with store.workdir() as mine:
        assert list((store.path / "tmp").iterdir()) == [mine]


# ------------------------------------------------------------------------------------------------ accounts

OFFICE_UID, FIRST_UID, SECOND_UID, PANEL, OFFICE_GROUP = 61001, 61002, 61003, 61010, 61011


Act = Callable[[SeasonStore], object]


def acting(season: Path, uid: int, groups: list[int], act: Act) -> str:
    """What comes of an act under another account, in a process of its own; a ReviewError or OSError as its sentence."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        said = "the act ended in another error"
        try:
            os.setgroups(groups)
            os.setgid(groups[0])
            os.setuid(uid)
            os.umask(0o077)
            said = str(act(SeasonStore.open(season)))
        except (ReviewError, OSError) as error:
            said = str(error)
        finally:
            os.write(writing, said.encode())
            os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with open(reading, "rb") as pipe:  # noqa: PTH123 - a descriptor
        return pipe.read().decode()


def writes(who: str) -> Act:
    """One entry in the journal of `office` or of an expert."""

    def act(store: SeasonStore) -> object:
        book = store.office() if who == "office" else store.expert(who)
        with book, book.entry("x", at=now()):
            book.put("cards", "S001", {"by": who})
        return "written"

    return act


def reads(who: str) -> Act:
    return lambda store: store.tail(who).all("cards")


@pytest.fixture
def shared_season() -> Iterator[Path]:
    """A season of the office's account, set up for two groups as `ledger/layout.py` says."""
    base = Path(tempfile.mkdtemp())  # below tmp_path, no other account may pass
    base.chmod(0o755)
    season = base / "season"
    SeasonStore.create(season)
    for path in [season, *season.rglob("*")]:
        mode = path.stat().st_mode & 0o7777
        os.chown(path, OFFICE_UID, OFFICE_GROUP if path.name in ("ledger", "notes") else PANEL)
        path.chmod(0o3777 if path.name in ("ledger", "notes") else mode)
    yield season
    shutil.rmtree(base)


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to act as other accounts")
def test_own_accounts_are_kept_apart_by_the_kernel(shared_season: Path) -> None:
    def office(act: Act) -> str:
        return acting(shared_season, OFFICE_UID, [OFFICE_GROUP, PANEL], act)

    def first(act: Act) -> str:
        return acting(shared_season, FIRST_UID, [PANEL], act)

    def second(act: Act) -> str:
        return acting(shared_season, SECOND_UID, [PANEL], act)

    assert (office(writes("office")), first(writes("e01")), second(writes("e02"))) == ("written",) * 3
    for who in ("office", "e01", "e02"):
        assert office(reads(who)) == str({"S001": {"by": who}})
    assert first(reads("office")) == str({"S001": {"by": "office"}})

    assert "没有权限" in first(reads("e02"))
    for refused in (first(writes("e02")), first(writes("office")), office(writes("e01"))):
        assert "没有权限" in refused
    assert "没有进入" in acting(shared_season, SECOND_UID, [61099], reads("office"))  # no member of the panel

    harms: list[Callable[[Path], object]] = [
        Path.unlink,
        lambda path: path.write_bytes(b""),
        lambda path: path.chmod(0o666),
        lambda path: path.rename(path.with_suffix(".gone")),
    ]
    for harm in harms:
        for name in ("office.jsonl", "expert-e02.jsonl"):
            said = first(lambda store, harm=harm, name=name: harm(store.path / "ledger" / name))  # type: ignore[misc]
            assert "Errno" in said, (harm, name)


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to act as other accounts")
def test_experts_read_dossiers_and_shared_attachments_but_nothing_private(shared_season: Path) -> None:
    contents = {b"photo": True, b"portrait": False}

    def take_in(store: SeasonStore) -> object:
        with store.workdir() as work:
            for data, shared in contents.items():
                (work / "file").write_bytes(data)
                store.put_attachment(work / "file", hashlib.sha256(data).hexdigest(), shared=shared)
        return " ".join(store.put_dossier(package("name", "phone")))

    public, private = acting(shared_season, OFFICE_UID, [OFFICE_GROUP, PANEL], take_in).split()

    def first(act: Act) -> str:
        return acting(shared_season, FIRST_UID, [PANEL], act)

    assert first(lambda store: store.dossier(public).nominations[0].name) == "姓名1"
    assert "没有权限" in first(lambda store: store.dossier(public, private))
    photo, portrait = (hashlib.sha256(data).hexdigest() for data in contents)
    assert first(lambda store: store.attachment(photo).read_bytes()) == "b'photo'"
    assert "Errno 13" in first(lambda store: store.attachment(portrait).read_bytes())
    for folder in ("exports", "office", "tmp"):
        assert "Errno 13" in first(lambda store, folder=folder: list((store.path / folder).iterdir()))  # type: ignore[misc]
    note = first(lambda store: store.put_note("e01", {"text": "评语"}))
    assert first(lambda store: store.note("e01", note)) == str({"text": "评语"})
    assert acting(shared_season, OFFICE_UID, [OFFICE_GROUP, PANEL], lambda store: store.note("e01", note)) == str(
        {"text": "评语"}
    )
    said = acting(shared_season, SECOND_UID, [PANEL], lambda store: store.note("e01", note))
    assert "没有权限" in said


@pytest.mark.skipif(os.getuid() != 0, reason="only root may give files to groups that it is not in")
def test_with_a_group_of_its_own_the_office_reads_experts_and_experts_read_the_office(store: SeasonStore) -> None:
    """The set-up of docs/operating.md: the season belongs to the panel, `ledger` and `notes` to the office's group."""
    panel, office = 4242, 4343
    os.chown(store.path, -1, panel)
    for name in ("ledger", "notes"):
        os.chown(store.path / name, -1, office)
        (store.path / name).chmod(0o3777)
    store.office().close()
    store.expert("e01").close()
    reason, comment = store.put_note("office", {"text": "理由"}), store.put_note("e01", {"text": "评语"})

    def group(path: str) -> int:
        return (store.path / path).stat().st_gid

    assert group("ledger/office.jsonl") == group("notes/office") == group(f"notes/office/{reason}.json") == panel
    assert group("ledger/expert-e01.jsonl") == group(f"notes/expert-e01/{comment}.json") == office


@pytest.mark.skipif(os.getuid() != 0, reason="only root may become an expert's account")
def test_an_expert_outside_the_offices_group_leaves_notes_that_the_office_reads(tmp_path: Path) -> None:
    panel, office, expert = 4242, 4343, 3001
    root = Path(tempfile.mkdtemp(prefix="review-", dir="/tmp"))  # tmp_path is closed to other accounts
    try:
        root.chmod(0o755)
        store = SeasonStore.create(root / "season")
        os.chown(store.path, -1, panel)
        store.path.chmod(0o2750)
        os.chown(store.path / "notes", -1, office)
        (store.path / "notes").chmod(0o3777)
        store.put_note("e00", {"text": "imports what the child needs"})
        child = os.fork()
        if child == 0:
            os.setgroups([panel])
            os.setgid(expert)
            os.setuid(expert)
            store.put_note("e01", {"text": "评语"})
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        (note,) = (store.path / "notes" / "expert-e01").iterdir()
        assert (note.stat().st_uid, note.stat().st_gid) == (expert, office)
        assert note.stat().st_mode & 0o777 == 0o640
    finally:
        shutil.rmtree(root)


# ------------------------------------------------------------------------------------------------ many at once


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_many_attachments_are_linked_where_they_were_unpacked_and_copied_from_elsewhere(
    store: SeasonStore, tmp_path: Path
) -> None:
    outside = tmp_path / "原件.jpg"
    outside.write_bytes(b"of the unit")
    with store.workdir() as work, umask(0o077):
        inside = work / "000001.bin"
        inside.write_bytes(b"unpacked")
        inode = inside.stat().st_ino
        store.put_attachments({_sha(b"unpacked"): inside, _sha(b"of the unit"): outside}, {_sha(b"unpacked")})
    kept, copied = store.attachment(_sha(b"unpacked")), store.attachment(_sha(b"of the unit"))
    assert (kept.read_bytes(), kept.stat().st_ino, kept.stat().st_nlink) == (b"unpacked", inode, 1)
    assert (copied.read_bytes(), copied.stat().st_ino == outside.stat().st_ino) == (b"of the unit", False)
    assert [path.stat().st_mode & 0o777 for path in (kept, copied)] == [0o640, 0o600]
    assert kept.parent.stat().st_mode & 0o7777 == 0o2750
    assert outside.read_bytes() == b"of the unit"


def test_many_attachments_that_are_there_are_kept_and_rotten_ones_replaced(store: SeasonStore, tmp_path: Path) -> None:
    sources = {}
    for data in (b"one", b"two"):
        (tmp_path / data.decode()).write_bytes(data)
        sources[_sha(data)] = tmp_path / data.decode()
    store.put_attachments(sources, set(sources))
    one, two = (store.attachment(sha) for sha in sources)
    inode = one.stat().st_ino
    two.write_bytes(b"rotten")
    store.put_attachments(sources, ())  # sharing is never taken back
    assert (one.stat().st_ino, one.stat().st_mode & 0o777) == (inode, 0o640)
    assert two.read_bytes() == b"two"


def test_many_attachments_of_which_one_changed_leave_nothing_behind(store: SeasonStore, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"as told")
    (tmp_path / "b").write_bytes(b"changed meanwhile")
    with pytest.raises(LedgerError, match="在读取期间变了"):
        store.put_attachments({_sha(b"as told"): tmp_path / "a", "0" * 64: tmp_path / "b"}, ())
    assert [path for path in (store.path / "attachments").rglob("*") if path.is_file()] == []
