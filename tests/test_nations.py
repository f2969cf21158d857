"""Packs of nations: each shipped one carries a small school, and none lends another its law."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import worlds
import yaml

from generator.checked import Checked
from generator.compile import check_school, compile_site
from generator.errors import PolicyError
from generator.model.nation import NationChannel
from generator.source.edit import keep
from generator.source.explain import explain_source
from generator.source.layers import names
from generator.source.load import load

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "policy_src"
PACKS = names(SOURCE, "nation")

SCHOOL = """\
name: Brynglas School
nation: {nation}
based-on: [fair-code]
real: false
colours: {{primary: "#1f5f5b", accent: "#a35a00"}}
welcome: Talk to us.
document:
  title: A fair code
  approved: 2026-05-01
  review: 2028-05
"""
CHANNELS = """\
channels:
  - id: office
    title: The school office
    text: Ask here.
    contact: {phone: 01632 960001}
    stands-for: [school]
"""

FOREIGN = {
    "england": r"\bEstyn\b|Senedd|SNAP Cymru|Live Fear Free",
    "wales": r"Ofsted|Department for Education|\bDfE\b|EHC plan|academy|academies|LADO|SENDIASS"
    r"|Social Care Ombudsman|England(?! and Wales|, Wales)",
}
"""What a page of a nation never names: another nation's bodies, and law that is not law there."""

NATION = "nations/england/nation.yml"


def small_school(folder: Path, nation: str) -> Path:
    """Write a school of two files that takes the model code, beside all that schools share."""
    source = folder / "policy_src"
    for layer in ("common", "nations", "models"):
        shutil.copytree(SOURCE / layer, source / layer)
    school = source / "schools" / "brynglas"
    school.mkdir(parents=True)
    (school / "school.yml").write_text(SCHOOL.format(nation=nation))
    (school / "channels.yml").write_text(CHANNELS)
    return source


@pytest.fixture(scope="module", params=PACKS)
def nation(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def source(nation: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_school(tmp_path_factory.mktemp(nation), nation)


@pytest.fixture(scope="module")
def checked(source: Path) -> Checked:
    """A small school of the nation, which must have no error: its wizards are proved."""
    return check_school(source, "brynglas", worlds.TODAY)


@pytest.fixture(scope="module")
def pages(source: Path) -> dict[str, str]:
    return {k: str(v) for k, v in compile_site(source, "brynglas", worlds.TODAY).site.files.items()}


def shown(page: str) -> str:
    """Return what a reader sees of a page: no addresses, no anchors."""
    return re.sub(r"\]\([^)]*\)|\{[^}]*\}|(?:id|href|class)=\"[^\"]*\"", " ", page)


# What is shipped.


def test_a_small_school_has_nothing_to_mend_but_the_confirmation(checked: Checked) -> None:
    assert {f.code for f in checked.findings} <= {"NAT002"}
    assert set(checked.wizards) == {"should-i-post", "someone-posted", "who-to-talk-to"}


def test_no_page_names_what_belongs_to_another_nation(pages: dict[str, str], nation: str) -> None:
    for path, page in pages.items():
        assert not re.search(FOREIGN[nation], shown(page)), path


def test_the_emergency_number_is_where_danger_is(pages: dict[str, str], checked: Checked) -> None:
    assert checked.policy.nation
    for number in checked.policy.nation.emergency:
        for path in ("should-i-post/", "embed/", "report/", "code/danger-now/", "index.md"):
            there = [page for name, page in pages.items() if name.startswith(path)]
            assert any(number in page for page in there), path


def test_staff_read_that_nobody_has_confirmed(pages: dict[str, str], checked: Checked) -> None:
    assert checked.policy.nation
    said = "Nobody yet." in pages["for-staff/index.md"]
    assert said is not checked.policy.nation.confirmed
    parents = [page for path, page in pages.items() if not path.startswith("for-staff/")]
    assert not any("Nobody yet." in page for page in parents)


def test_every_entry_says_where_it_is_from_and_holds_in_the_nation(
    checked: Checked, nation: str
) -> None:
    policy = checked.policy
    outside = [c for c in policy.shared_channels if isinstance(c, NationChannel) and c.outside]
    assert policy.laws
    assert policy.helplines
    assert outside
    for law in policy.laws.values():
        assert nation in law.extent
    for entry in (*policy.helplines.values(), *outside):
        assert nation in entry.serves
    for each in (*policy.laws.values(), *policy.helplines.values(), *outside):
        said = (each.source, each.checked, each.confirmed)
        assert all(said), each.id


def test_what_a_nation_changes_is_no_difference_of_a_school(checked: Checked, source: Path) -> None:
    layers = {d.layer for d in checked.policy.differences}
    assert not any(layer.startswith("nations/") for layer in layers)
    assert not any(name.startswith("nations/") for name in checked.policy.layer_of.values())


def test_the_number_of_another_pack_is_refused_word_for_word(tmp_path: Path) -> None:
    """England's files under the name of a nation of its own are no pack of it."""
    source = small_school(tmp_path, "ireland")
    shutil.copytree(source / "nations/england", source / "nations/ireland")
    with pytest.raises(PolicyError) as error:
        check_school(source, "brynglas", worlds.TODAY)
    codes = [f.code for f in error.value.findings if f.severity == "error"]
    assert set(codes) == {"NAT003"}
    assert len(codes) > 40


@pytest.mark.parametrize("nation", ["scotland", "northern-ireland", "ireland", "france"])
def test_a_nation_without_a_pack_is_refused_in_one_sentence(nation: str, tmp_path: Path) -> None:
    if nation in PACKS:
        pytest.skip("it has a pack")
    with pytest.raises(PolicyError) as error:
        check_school(small_school(tmp_path, nation), "brynglas", worlds.TODAY)
    (finding,) = (f for f in error.value.findings if f.severity == "error")
    assert finding.code == "NAT001"
    for file in ("nation.yml", "law.yml", "helplines.yml", "channels.yml"):
        assert file in finding.message
    assert "did you mean" not in finding.hint


# The mechanism, in the tiny world.

OTHER = {
    path.replace("england", "wales"): text.replace("england", "wales")
    for path, text in worlds.FILES.items()
    if "england" in path
}


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Findings name files from the working folder."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("enland", "did you mean england?"),
        ("whales", "did you mean wales?"),
        ("ireland", "there are packs for: england, wales"),
        ("iceland", "there are packs for: england, wales"),
        ("finland", "there are packs for: england, wales"),
        ("scotland", "there are packs for: england, wales"),
    ],
)
def test_a_slip_is_hinted_and_another_nation_never(name: str, hint: str, tmp_path: Path) -> None:
    school = worlds.FILES[worlds.SCHOOL].replace("nation: england", f"nation: {name}")
    world = worlds.tiny_world(tmp_path, {**OTHER, worlds.SCHOOL: school})
    assert [(f.code, f.hint) for f in worlds.findings_in(world)] == [("NAT001", hint)]


def test_a_nation_calls_things_by_its_own_words(tmp_path: Path) -> None:
    danger = "common/sections/10-danger.yml"
    files = {
        NATION: worlds.FILES[NATION] + "words: {Ring: Call, the police: the guards}\n",
        danger: worlds.FILES[danger].replace("Stay with", "Ring-a-ring. Ringing. Stay with"),
    }
    policy = worlds.check_hilltop(worlds.tiny_world(tmp_path, files)).policy
    rule = policy.clauses["get-help"]
    assert (rule.text, rule.act) == ("Call the guards.", "Call the guards.")
    assert rule.instead == "Ring-a-ring. Ringing. Stay with them."
    assert policy.helplines["police"].text == "Ring at once."


def test_a_nation_changes_what_is_fixed_and_keeps_it_shared(tmp_path: Path) -> None:
    danger, changes = "common/sections/10-danger.yml", "nations/england/changes.yml"
    files = {
        danger: worlds.FILES[danger].replace("    act:", "    fixed: true\n    act:"),
        changes: "changes:\n  - of: clause/get-help\n    set: {text: Call the guards.}\n"
        "    reason: They are called so.\n",
    }
    world = worlds.tiny_world(tmp_path, files)
    assert [f.code for f in worlds.findings_in(world)] == ["LAY007"]
    keep(world, "nations/england", "clause/get-help")
    policy = worlds.check_hilltop(world).policy
    rule = policy.clauses["get-help"]
    assert rule.text == "Call the guards."
    assert policy.origin(rule) == "shared"
    assert policy.differences == ()


def test_what_a_nation_lacks_is_left_out_of_shared_rules(tmp_path: Path) -> None:
    danger = "common/sections/10-danger.yml"
    named = worlds.FILES[danger].replace("[police]", "[police, listeners]")
    files = {danger: named}
    world = worlds.tiny_world(tmp_path, files)
    assert [f.code for f in worlds.findings_in(world)] == ["NAT004"]
    files[NATION] = worlds.FILES[NATION] + "lacks: {listeners: There are none.}\n"
    policy = worlds.check_hilltop(worlds.tiny_world(tmp_path, files)).policy
    assert policy.clauses["get-help"].helplines == ("police",)


def test_an_entry_is_taken_over_from_another_pack(tmp_path: Path) -> None:
    """With what is different here, and only where the other pack says that it holds here."""
    helplines, law = "nations/wales/helplines.yml", "nations/wales/law.yml"
    school = worlds.FILES[worlds.SCHOOL].replace("nation: england", "nation: wales")
    both = {
        path: worlds.FILES[path].replace("[england]", "[england, wales]")
        for path in ("nations/england/law.yml", "nations/england/helplines.yml")
    }
    files = {
        **OTHER,
        **both,
        worlds.SCHOOL: school,
        law: "laws:\n  - same-as: england/speech-act\n",
        helplines: "helplines:\n  - {same-as: england/police, but: {title: The police of Wales}}\n",
    }
    policy = worlds.check_hilltop(worlds.tiny_world(tmp_path, files)).policy
    assert policy.laws["speech-act"].citation == "Speech Act 1998"
    assert policy.helplines["police"].title == "The police of Wales"
    assert policy.helplines["police"].phone == "999"
    told = explain_source(tmp_path / "policy_src", "hilltop", "channel/council")
    assert any(" nations/wales " in line for line in told)
    for path in both:
        files[path] = worlds.FILES[path]
    codes = [f.code for f in worlds.findings_in(worlds.tiny_world(tmp_path, files))]
    assert codes == ["NAT003", "NAT003"]
    files[law] = "laws:\n  - same-as: england/speach-act\n"
    findings = worlds.findings_in(worlds.tiny_world(tmp_path, files))
    assert ("REF001", "did you mean speech-act?") in [(f.code, f.hint) for f in findings]
    files[law] = "laws:\n  - same-as: wales/speech-act\n"
    findings = worlds.findings_in(worlds.tiny_world(tmp_path, files))
    assert 'no other pack has "wales/speech-act"' in [f.message for f in findings]


@pytest.mark.parametrize("folder", ["hilltop", "coast"])
def test_a_nation_may_be_called_as_a_school_or_a_model(folder: str, tmp_path: Path) -> None:
    files = {p.replace("wales", folder): t.replace("wales", folder) for p, t in OTHER.items()}
    named = f"nation: {folder}\nbased-on: [coast]"
    school = worlds.FILES[worlds.SCHOOL].replace("nation: england", named)
    files |= {
        worlds.SCHOOL: school,
        "models/coast/model.yml": "title: Coast\nkind: trust\ntext: We share it.\n",
    }
    source = worlds.tiny_world(tmp_path, files)
    assert worlds.findings_in(source) == []
    loaded = load(source, "hilltop")
    assert loaded.policy
    assert loaded.policy.nation
    assert list(loaded.policy.models) == ["coast"]


@pytest.mark.parametrize("language", ["en", "en-GB", "en-IE", "EN-us"])
def test_english_is_a_language_that_pages_are_made_in(language: str, tmp_path: Path) -> None:
    school = worlds.FILES[worlds.SCHOOL] + f"language: {language}\n"
    assert worlds.findings_in(worlds.tiny_world(tmp_path, {worlds.SCHOOL: school})) == []


@pytest.mark.parametrize("language", ["ga", "pl", "cy", "english", "end"])
def test_another_language_is_refused_with_the_reason(language: str, tmp_path: Path) -> None:
    school = worlds.FILES[worlds.SCHOOL] + f"language: {language}\n"
    findings = worlds.findings_in(worlds.tiny_world(tmp_path, {worlds.SCHOOL: school}))
    assert [f.code for f in findings] == ["NAT006"]


def test_the_shipped_packs_are_valid_to_read_alone() -> None:
    for name in PACKS:
        about = yaml.safe_load((SOURCE / "nations" / name / "nation.yml").read_text("utf-8"))
        assert about["title"].lower().replace(" ", "-") == name
