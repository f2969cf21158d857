"""Layers: a school adopts, changes and sets aside what it shares; a model's edit is noticed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest
import worlds
from click.testing import CliRunner

from generator import cli, clock
from generator.compile import check_school, compile_site
from generator.errors import PolicyError
from generator.fleet.overview import overview
from generator.fleet.report import shared
from generator.model.clause import Clause
from generator.model.layer import Difference
from generator.model.policy import Policy
from generator.source.layers import children
from generator.source.load import load, schools

ROOT = Path(__file__).parent.parent
SCHOOL = worlds.FILES[worlds.SCHOOL]

HABITS = """\
id: habits
title: Good habits
clauses:
  - id: be-kind
    kind: should
    binds: [everyone]
    basis: good-practice
    title: Be kind
    text: Say it kindly.
    why: Kind words are heard.
    asks: [rude]
    instead: Sleep on it.
    wizard:
      - when: {names: adult}
        verdict: stop
  - id: wait-a-night
    kind: should
    binds: [everyone]
    basis: good-practice
    title: Wait a night
    text: Sleep on it.
    instead: Write it down.
"""
HABITS_FILE, CHANGES = "common/sections/20-habits.yml", "schools/hilltop/changes.yml"

ALIKE = 0.67
"""The share of the shorter rule's words that two rules about different things may have too."""

EMPTY = """
    a an the of to in on for and or is it be you your not do does that this with by at as are can
    may must will school who what when them they their if no so has have from about people
"""
"""Words that any rule may hold."""

Make = Callable[..., Policy]


def content(clause: Clause) -> set[str]:
    """Return the words of a rule's title and text that carry meaning."""
    return set(re.findall(r"[a-z]+", f"{clause.title} {clause.text}".lower())) - set(EMPTY.split())


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Return the policy of hilltop with files added to the tiny world; it must have no error."""
    monkeypatch.chdir(tmp_path)

    def policy(files: dict[str, str], *on: str) -> Policy:
        based = SCHOOL.replace("real: false", f"real: false\nbased-on: [{', '.join(on)}]")
        world = {HABITS_FILE: HABITS, **({worlds.SCHOOL: based} if on else {}), **files}
        return worlds.check_hilltop(worlds.tiny_world(tmp_path, world)).policy

    return policy


def change(of: str, *lines: str) -> str:
    given = "".join(f"    {line}\n" for line in lines)
    return f"  - of: {of}\n{given}    reason: Our families asked for it.\n"


def changes(*each: str) -> str:
    return "changes:\n" + "".join(each)


def model(kind: str = "trust", on: str = "") -> str:
    based = f"based-on: [{on}]\n" if on else ""
    return f"title: Coast\nkind: {kind}\ntext: Our schools share it.\n{based}"


KIND = ("set: {title: Be good}", "expect: {title: Be kind}")
ADOPTION = """\
id: more
title: More
clauses:
  - adopts: be-kind
    kind: {kind}
    text: In our code we say it kindly.
    from: {{hilltop-03: our code}}
"""


def adopting(kind: str = "info") -> dict[str, str]:
    return {"schools/hilltop/sections/20-more.yml": ADOPTION.format(kind=kind)}


# Each operation.


def test_an_adopted_rule_is_the_schools_own_and_stands_once(make: Make) -> None:
    policy = make(adopting())
    rule = policy.clauses["be-kind"]
    assert [c.id for s in policy.sections for c in s.clauses].count("be-kind") == 1
    assert (rule.kind, rule.basis, policy.origin(rule)) == ("info", "school-rule", "school")
    assert (rule.title, rule.why, rule.asks) == ("Be kind", "Kind words are heard.", ("rude",))
    assert (rule.text, list(rule.from_)) == ("In our code we say it kindly.", ["hilltop-03"])
    assert rule.wizard[0].verdict == "stop"


def test_an_adoption_needs_a_provision_where_there_is_a_document(make: Make) -> None:
    without = ADOPTION.format(kind="info").replace("    from: {hilltop-03: our code}\n", "")
    with pytest.raises(PolicyError) as error:
        make({"schools/hilltop/sections/20-more.yml": without})
    assert [f.code for f in error.value.findings] == ["TRC002"]


def test_set_add_and_remove(make: Make) -> None:
    wanted = change(
        "clause/be-kind",
        "set: {title: Be good}",
        "add: {asks: [swear], text: Breathe first.}",
        "remove: [why]",
        "expect: {title: Be kind, why: Kind words are heard.}",
    )
    rule = (policy := make({CHANGES: changes(wanted)})).clauses["be-kind"]
    assert (rule.title, rule.asks, rule.why) == ("Be good", ("rude", "swear"), None)
    assert rule.text == "Say it kindly.\n\nBreathe first."
    assert policy.origin(rule) == "school"
    assert policy.origin(policy.clauses["wait-a-night"]) == "shared"


def test_a_rule_is_set_aside(make: Make) -> None:
    aside = change("clause/wait-a-night", "set-aside: true", "expect: {text: Sleep on it.}")
    assert "wait-a-night" not in make({CHANGES: changes(aside)}).clauses


def test_a_story_does_not_cite_a_rule_that_is_set_aside(make: Make) -> None:
    story = (
        "scenarios:\n  - {id: story, title: A, post: Hello., where: Chat, verdict: stop, "
        "situation: {names: adult}, cites: [be-kind, wait-a-night]}\n"
    )
    told = story.replace("be-kind, wait-a-night", "be-kind")
    aside = change("clause/wait-a-night", "set-aside: true", "expect: {text: Sleep on it.}")
    with pytest.raises(PolicyError):
        make({"common/scenarios.yml": story})
    make({"common/scenarios.yml": told})
    policy = make({"common/scenarios.yml": story, CHANGES: changes(aside)})
    assert policy.scenarios[0].cites == ("be-kind",)


def test_an_exception_takes_its_situations_out_of_the_rule(make: Make) -> None:
    allowed = change(
        "clause/be-kind",
        "exceptions:",
        "  - text: Our code allows it.",
        "    when: {names: child}",
        "    from: {hilltop-03: our code}",
        "expect: {text: Say it kindly.}",
    )
    policy = make({CHANGES: changes(allowed)})
    assert policy.clauses["be-kind"].exceptions[0].text == "Our code allows it."
    places = [address for address, node, _ in policy.restating() if "code/be-kind" in address]
    assert places == ["code/be-kind/"]
    said = CliRunner().invoke(
        cli.main, ["explain", "hilltop", "--answers", "danger=no names=adult"]
    )
    assert "applies  be-kind" in said.output
    said = CliRunner().invoke(
        cli.main, ["explain", "hilltop", "--answers", "danger=no names=child+adult"]
    )
    assert "no       be-kind" in said.output


# Models.


def test_a_model_is_taken_over(make: Make) -> None:
    files = {
        "models/coast/model.yml": model(),
        "models/coast/sections/10-ours.yml": ADOPTION.format(kind="must").replace(
            "    from: {hilltop-03: our code}\n", ""
        ),
        "models/coast/terms.yml": "terms:\n  - {id: pier, term: pier, meaning: A long bridge.}\n",
    }
    policy = make(files, "coast")
    rule = policy.clauses["be-kind"]
    assert (rule.kind, policy.origin(rule)) == ("must", "trust")
    assert "pier" in policy.terms
    assert rule in policy.base_sections[0].clauses


@pytest.mark.parametrize(
    ("kind", "origin"), [("model", "school"), ("trust", "trust"), ("authority", "authority")]
)
def test_whose_rules_those_of_a_model_are(make: Make, kind: str, origin: str) -> None:
    files = {
        "models/coast/model.yml": model(kind),
        "models/coast/changes.yml": changes(change("clause/be-kind", *KIND)),
    }
    policy = make(files, "coast")
    assert policy.origin(policy.clauses["be-kind"]) == origin


def test_a_school_without_a_document_needs_two_files(tmp_path: Path) -> None:
    files = {
        HABITS_FILE: HABITS,
        "models/coast/model.yml": model(),
        worlds.SCHOOL: SCHOOL.partition("document:")[0].replace("real", "based-on: [coast]\nreal")
        + "document: {title: Our code}\n",
    }
    gone = ("schools/hilltop/provisions.yml", worlds.RULES)
    source = worlds.tiny_world(tmp_path, files, gone)
    found = worlds.findings_in(source)
    assert {finding.code for finding in found} == {"DATE002"}
    found = worlds.findings_in(
        worlds.tiny_world(
            tmp_path, {**files, worlds.SCHOOL: SCHOOL.partition("document:")[0]}, gone
        )
    )
    assert sum(f.code == "SRC001" for f in found) == 2


def test_the_nearer_layer_counts(make: Make) -> None:
    files = {
        "models/far/model.yml": model(),
        "models/far/changes.yml": changes(change("clause/be-kind", *KIND)),
        "models/near/model.yml": model(on="far"),
        "models/near/changes.yml": changes(
            change("clause/be-kind", "set: {title: Be fair}", "expect: {title: Be good}")
        ),
    }
    assert make(files, "near").clauses["be-kind"].title == "Be fair"


def test_a_school_settles_what_two_models_disagree_on(make: Make) -> None:
    files = {
        "models/one/model.yml": model(),
        "models/one/changes.yml": changes(change("clause/be-kind", *KIND)),
        "models/two/model.yml": model("authority"),
        "models/two/changes.yml": changes(
            change("clause/be-kind", "set: {title: Be fair}", "expect: {title: Be kind}")
        ),
    }
    with pytest.raises(PolicyError) as error:
        make(files, "one", "two")
    assert [f.code for f in error.value.findings] == ["LAY004"]
    settled = change("clause/be-kind", "set: {title: Be nice}", "expect: {title: Be fair}")
    policy = make({**files, CHANGES: changes(settled)}, "one", "two")
    assert policy.clauses["be-kind"].title == "Be nice"


@pytest.mark.parametrize("on", [("one", "two"), ("two", "one")])
def test_the_order_of_models_decides_nothing(make: Make, on: tuple[str, str]) -> None:
    """Model one adopts the rule that model two changes: the change is made where it stands now."""
    files = {
        "models/one/model.yml": model(),
        "models/one/sections/10-ours.yml": ADOPTION.format(kind="must").replace(
            "    text: In our code we say it kindly.\n    from: {hilltop-03: our code}\n", ""
        ),
        "models/two/model.yml": model("authority"),
        "models/two/changes.yml": changes(change("clause/be-kind", *KIND)),
    }
    rule = make(files, *on).clauses["be-kind"]
    assert (rule.kind, rule.title) == ("must", "Be good")


def test_the_shared_cases_hold_where_a_school_allows_more(make: Make) -> None:
    case = """\
cases:
  - id: an-adult
    title: An adult and a child
    where: The class chat
    post: Look what he did to her.
    situation: {names: [adult, child]}
    verdict: stop
    why: [It names somebody.]
"""
    allowed = change(
        "clause/be-kind",
        "exceptions: [{text: Our code allows it., when: {names: child}, "
        "from: {hilltop-03: our code}}]",
        "expect: {text: Say it kindly.}",
    )
    model_of_it = {
        "models/one/model.yml": model("model"),
        "models/one/sections/10-ours.yml": ADOPTION.format(kind="must").replace(
            "    from: {hilltop-03: our code}\n", ""
        ),
    }
    files = {"common/cases.yml": case, CHANGES: changes(allowed)}
    assert make(files).usual
    in_our_code = allowed.replace("Say it kindly.", "In our code we say it kindly.")
    assert make({**model_of_it, **files, CHANGES: changes(in_our_code)}, "one").usual


def test_what_is_fixed_can_be_added_to(make: Make) -> None:
    danger = worlds.FILES["common/sections/10-danger.yml"].replace(
        "    basis: safety\n", "    basis: safety\n    fixed: true\n"
    )
    added = change("clause/get-help", "add: {text: Then ring the office., asks: [help]}")
    rule = make({"common/sections/10-danger.yml": danger, CHANGES: changes(added)}).clauses[
        "get-help"
    ]
    assert rule.text == "Ring the police.\n\nThen ring the office."
    assert rule.asks == ("help",)


@pytest.mark.parametrize("word", ["true", "yes", "True", "on"])
def test_fixed_is_fixed_however_it_is_written(make: Make, word: str) -> None:
    danger = worlds.FILES["common/sections/10-danger.yml"].replace(
        "    basis: safety\n", f"    basis: safety\n    fixed: {word}\n"
    )
    softer = change("clause/get-help", "set: {avoid: Wait.}", "expect: {avoid: Do not.}")
    assert faults(make, {"common/sections/10-danger.yml": danger, CHANGES: changes(softer)}) == [
        "LAY005"
    ]


def faults(make: Make, files: dict[str, str]) -> list[str]:
    with pytest.raises(PolicyError) as error:
        make(files)
    return [finding.code for finding in error.value.findings]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ["SRC006"]),
        ("changes: [one, two]\n", ["MOD003", "MOD003"]),
        ("changes: {of: clause/be-kind}\n", ["MOD003"]),
        (changes(change("be-kind", "remove: [why]")), ["MOD005"]),
        (changes(change("clause/be-kind", "remove: [caushun]")), ["LAY003"]),
        (
            changes(change("clause/be-kind", "set: {id: other}", "expect: {id: be-kind}")),
            ["LAY005"],
        ),
        (changes(change("clause/be-kind", "set: {titel: Kind}")), ["MOD001"]),
        (changes(change("clause/be-kind", "add: {asks: {a: b}}")), ["MOD003"]),
        (changes(change("clause/be-kind", "set: [one]")), ["MOD003"]),
    ],
)
def test_bad_changes_get_a_finding(make: Make, text: str, codes: list[str]) -> None:
    assert faults(make, {CHANGES: text}) == codes


def test_an_unknown_field_of_an_adoption_is_one_finding(make: Make) -> None:
    text = ADOPTION.format(kind="info") + "    titel: Kind\n"
    assert faults(make, {"schools/hilltop/sections/20-more.yml": text}) == ["MOD001"]


@pytest.mark.parametrize("word", ["common", "../common", "{a: b}", "[]", "5"])
def test_bad_names_of_models_get_a_finding(make: Make, word: str) -> None:
    school = SCHOOL.replace("real: false", f"real: false\nbased-on: [{word}]")
    assert set(faults(make, {worlds.SCHOOL: school})) <= {"LAY001", "MOD003", "MOD005"}


@pytest.mark.parametrize(
    "taken",
    [
        "set: {avoid: Do as you like.}",
        "remove: [helplines]",
        "set-aside: true",
        "exceptions: [{text: Our code allows it., from: {hilltop-03: our code}}]",
        "add: {exceptions: [{text: Our code allows it., from: {hilltop-03: our code}}]}",
    ],
)
def test_nothing_of_what_is_fixed_is_taken_away(make: Make, taken: str) -> None:
    danger = worlds.FILES["common/sections/10-danger.yml"].replace(
        "    basis: safety\n", "    basis: safety\n    fixed: true\n"
    )
    expects = "expect: {avoid: Do not post about it., helplines: [police], text: Ring the police.}"
    with pytest.raises(PolicyError) as error:
        make(
            {
                "common/sections/10-danger.yml": danger,
                CHANGES: changes(change("clause/get-help", taken, expects)),
            }
        )
    assert "LAY005" in {finding.code for finding in error.value.findings}


def test_what_keeps_people_safe_is_fixed() -> None:
    policy = load(ROOT / "policy_src", "clapgate").policy
    assert policy is not None
    worst = [c for c in policy.clauses.values() if any(r.verdict == "help" for r in c.wizard)]
    assert worst
    assert [c.id for c in worst if not c.fixed and c.id not in policy.own_clauses] == []


# What a model's edit does.


def run(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(cli.main, arguments)
    assert result.exit_code == code, result.output
    return str(result.output)


@pytest.fixture
def moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A world in which a school replaced a text that is another one now; its changes' file."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(clock, "today", lambda: worlds.TODAY)
    files = {
        HABITS_FILE: HABITS,
        "models/coast/model.yml": model(),
        CHANGES: "# Ours.\n"
        + changes(
            change("clause/be-kind", "set: {text: Say it gently.}", "expect: {text: Be nice.}"),
            change("clause/wait-a-night", "set: {title: Wait}", "expect: {title: Wait a night}"),
        ),
        worlds.SCHOOL: SCHOOL.replace("real: false", "real: false\nbased-on: [coast]"),
    }
    return worlds.tiny_world(tmp_path, files) / CHANGES


def test_a_text_that_moved_is_shown_three_times(moved: Path) -> None:
    told = run("check", "hilltop", code=1)
    assert "theirs before: “Be nice.”" in told
    assert "theirs now: “Say it kindly.”" in told
    assert "ours: “Say it gently.”" in told


def test_keep_writes_what_theirs_is_now(moved: Path) -> None:
    assert "expects what it is today" in run("keep", "hilltop", "clause/be-kind")
    assert "\n0 errors, 0 warnings\n" in run("check", "hilltop")
    text = moved.read_text("utf-8")
    assert text.startswith("# Ours.\nchanges:\n  - of: clause/be-kind\n")
    assert "expect:\n      text: Say it kindly.\n" in text
    assert "expect: {title: Wait a night}" in text


def test_keep_writes_an_expectation_where_there_was_none(moved: Path) -> None:
    moved.write_text(moved.read_text("utf-8").replace("    expect: {text: Be nice.}\n", ""))
    assert "LAY007" in run("check", "hilltop", code=1)
    run("keep", "hilltop", "clause/be-kind")
    assert "\n0 errors, 0 warnings\n" in run("check", "hilltop")


def test_accept_takes_theirs(moved: Path) -> None:
    assert "is no longer changed" in run("accept", "hilltop", "clause/be-kind")
    assert "\n0 errors, 0 warnings\n" in run("check", "hilltop")
    assert "Say it gently." not in moved.read_text("utf-8")
    run("accept", "hilltop", "clause/wait-a-night")
    assert not moved.exists()


def test_a_full_disk_leaves_the_changes_as_they_were(
    moved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, write = moved.read_bytes(), Path.write_text

    def full(path: Path, *text: str, **how: str) -> None:
        write(path, "half")
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(Path, "write_text", full)
    assert "No space left on device" in run("keep", "hilltop", "clause/be-kind", code=1)
    assert moved.read_bytes() == before
    assert not list(moved.parent.glob(".*"))


def test_a_name_that_is_nobodys_is_said(moved: Path) -> None:
    told = run("keep", "../hilltop", "clause/be-kind", code=1)
    assert "there is no school and no model ../hilltop" in told


def test_accept_shows_what_it_took_out(moved: Path) -> None:
    assert "set: {text: Say it gently.}" in run("accept", "hilltop", "clause/be-kind")


def test_what_replaces_nothing_has_nothing_to_keep(moved: Path) -> None:
    moved.write_text(changes(change("clause/be-kind", "add: {asks: [swear]}")))
    before = moved.read_bytes()
    assert "replaces nothing" in run("keep", "hilltop", "clause/be-kind", code=1)
    assert moved.read_bytes() == before


@pytest.mark.parametrize("command", ["keep", "accept"])
def test_what_is_not_changed_cannot_be_answered(moved: Path, command: str) -> None:
    before = moved.read_bytes()
    told = run(command, "hilltop", "clause/no-such", code=1)
    assert "hilltop does not change clause/no-such" in told
    assert moved.read_bytes() == before


def test_an_edit_is_checked_against_the_children(moved: Path) -> None:
    source = moved.parent.parent.parent
    assert children(source, "coast") == ["hilltop"]
    told = run("check", "--children", "coast", code=1)
    assert "1 of 1 school cannot be built: hilltop" in told
    run("keep", "hilltop", "clause/be-kind")
    assert "0 of 1 school cannot be built" in run("check", "--children", "coast")
    assert 'there is no model "cost"' in run("check", "--children", "cost", code=2)


def test_a_model_without_a_school_says_so(moved: Path) -> None:
    (moved.parent / "school.yml").write_text(SCHOOL)
    assert 'no school is based on "coast" yet' in run("check", "--children", "coast", code=2)


def test_explain_source_names_the_layer_of_each_field(moved: Path) -> None:
    told = run("explain-source", "hilltop", "clause/be-kind").splitlines()
    rows = {line.split()[0]: line.split()[1:3] for line in told}
    assert rows["text"] == ["hilltop", f"policy_src/{CHANGES}:4:17"]
    assert rows["title"] == ["common", f"policy_src/{HABITS_FILE}:8:12"]
    assert "hilltop has no clause/none" in run("explain-source", "hilltop", "clause/none", code=1)


# All faults at once.


BROKEN = """\
id: more
title: More
clauses:
  - id: never
    kind: info
    binds: [parents]
    title: Never
    text: In our code.
    instead: Ask.
    from: {hilltop-03: our code}
    wizard:
      - when: {all: [{names: child}, {not: {names: child}}]}
        verdict: stop
  - id: lost
    kind: info
    binds: [parents]
    title: Lost
    text: In our code.
    instead: Ask.
    from: {hilltop-03: our code}
    wizard:
      - when: {nmes: child}
        verdict: stop
"""


def test_a_broken_reference_hides_no_fault_of_another_rule(tmp_path: Path) -> None:
    source = worlds.tiny_world(tmp_path, {"schools/hilltop/sections/20-more.yml": BROKEN})
    assert {f.code for f in worlds.findings_in(source)} == {"REF001", "WIZ002"}


def test_a_missing_field_hides_no_fault_of_another_rule(tmp_path: Path) -> None:
    text = BROKEN.replace("    title: Lost\n", "")
    source = worlds.tiny_world(tmp_path, {"schools/hilltop/sections/20-more.yml": text})
    assert {f.code for f in worlds.findings_in(source)} == {"MOD002", "WIZ002"}


def test_a_rule_for_nobody_known_is_the_only_fault(tmp_path: Path) -> None:
    rules = worlds.FILES[worlds.RULES].replace("binds: [parents]", "binds: [parnts]")
    source = worlds.tiny_world(tmp_path, {worlds.RULES: rules})
    assert {f.code for f in worlds.findings_in(source)} == {"REF001", "TRC010"}


def test_a_fault_that_the_broken_rule_may_mend_is_not_reported(tmp_path: Path) -> None:
    """Whether "town" softens what "home" gets depends on the rule that cannot be read."""
    rules = worlds.FILES[worlds.RULES].replace("{names: child}", "{nmes: child}")
    source = worlds.tiny_world(tmp_path, {worlds.RULES: rules})
    assert {f.code for f in worlds.findings_in(source)} == {"REF001"}


# No school of ours says one thing twice.


@pytest.mark.parametrize("school", sorted(p.name for p in (ROOT / "policy_src/schools").iterdir()))
def test_no_own_rule_is_worded_like_a_shared_one(school: str) -> None:
    """Where most of the words are the same, the one is to be an adoption of the other."""
    policy = load(ROOT / "policy_src", school).policy
    assert policy is not None
    shared = [c for s in (*policy.shared_sections, *policy.base_sections) for c in s.clauses]
    for own in (c for s in policy.own_sections for c in s.clauses):
        for other in shared:
            mine, theirs = content(own), content(other)
            alike = len(mine & theirs) / min(len(mine), len(theirs))
            assert alike < ALIKE, f"{own.id} and {other.id}"


# The trust.


@pytest.fixture(scope="module")
def trust(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the shared source, the model code, and an invented trust of three schools."""
    folder = tmp_path_factory.mktemp("trust")
    for name in ("docs", "overrides"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    (folder / "generator").mkdir()  # named under watch
    for name in ("common", "nations", "models"):
        shutil.copytree(ROOT / "policy_src" / name, folder / "policy_src" / name)
    shutil.copytree(ROOT / "tests/trust", folder / "policy_src", dirs_exist_ok=True)
    return folder


@pytest.fixture(scope="module")
def trusts(trust: Path) -> dict[str, Policy]:
    """Return the policies of the trust's schools, which must have no error."""
    source = trust / "policy_src"
    return {name: check_school(source, name, worlds.TODAY).policy for name in schools(source)}


def test_the_trusts_schools_have_what_the_trust_says(trusts: dict[str, Policy]) -> None:
    assert len(trusts) == 3
    for policy in trusts.values():
        assert "harbour-trust" in policy.models
        assert "fair-code" in policy.models
        said = [c for c in policy.clauses.values() if policy.origin(c) == "trust"]
        assert len(said) >= 3
    kinds = {kind for policy in trusts.values() for kind in map(kind_of, policy.differences)}
    assert kinds == {"set", "set-aside", "exceptions"}


def kind_of(difference: Difference) -> str:
    change = difference.change
    return "set-aside" if change.set_aside else "exceptions" if change.exceptions else "set"


def test_a_conflict_of_trust_and_council_is_settled_by_the_school(
    trust: Path, trusts: dict[str, Policy], monkeypatch: pytest.MonkeyPatch
) -> None:
    settled = next(name for name, policy in trusts.items() if "coast-council" in policy.models)
    file = trust / "policy_src/schools" / settled / "changes.yml"
    text = file.read_text("utf-8")
    file.unlink()
    monkeypatch.chdir(trust)
    try:
        told = run("check", settled, code=1)
    finally:
        file.write_text(text, "utf-8")
    assert re.search(
        'LAY004 "[a-z-]+" and "[a-z-]+" both change "instead" of clause/ask-about', told
    )


def test_the_trust_sees_what_its_schools_change_and_why(trusts: dict[str, Policy]) -> None:
    title = next(iter(trusts.values())).models["harbour-trust"].title
    told = [overview(policy, "approved", []) for policy in trusts.values()]
    group = next(group for group in shared(told) if title in group.models)
    assert group.schools == [policy.school.name for policy in trusts.values()]
    for policy in trusts.values():
        for difference in policy.differences:
            if difference.layer == policy.id:
                said = dict(group.rows)[difference.title][policy.school.name]
                assert difference.change.reason in said


@pytest.mark.parametrize("name", ["beacon", "pier"])
def test_a_parent_reads_what_is_different_and_why(
    trust: Path, trusts: dict[str, Policy], name: str
) -> None:
    policy = trusts[name]
    files = compile_site(trust / "policy_src", name, worlds.TODAY).site.files
    page = " ".join(str(files["about/ours/index.md"]).split())
    assert "](ours/index.md)" in str(files["about/index.md"])
    for model in policy.models.values():
        assert model.title in page
    assert policy.differences
    for difference in policy.differences:
        told = difference.change
        assert " ".join(told.reason.split()) in page
        assert difference.title in page
        assert not told.set_aside or difference.id not in policy.clauses
        for exception in told.exceptions:
            assert exception.text in page
            assert exception.text in str(files[f"code/{difference.id}/index.md"])
        for field in told.set_:
            here = getattr(policy.clauses[difference.id], field)
            assert " ".join(here.split()) in page


@pytest.mark.long
def test_the_trust_builds(
    trust: Path, trusts: dict[str, Policy], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(trust)
    run("schools", "--draft", "--out", "site")
    index = (trust / "site/index.html").read_text("utf-8")
    for policy in trusts.values():
        assert (trust / "site" / policy.id / "about/ours/index.html").is_file()
        for difference in policy.differences:
            assert difference.layer != policy.id or escape(difference.change.reason) in index
