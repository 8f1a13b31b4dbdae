"""What looks like a directive and is none is told; what belongs to other tools is left alone."""

from __future__ import annotations

import pytest
from tests.small_site import SmallSite

SNIPPETS = {"snippets/kitchen/oven.py": "print('hot')\n", "snippets/kitchen/tea.py": "print(1)\n"}
RIGHT = "::: live kitchen/oven.py"


def told(small: SmallSite, line: str) -> str:
    built = small.build(
        {**SNIPPETS, "docs/index.md": f"# Page\n\n- One.\n\n    - Two.\n\n{line}\n"}
    )
    (problem,) = built.problems
    place, _, rest = problem.partition(": found ")
    assert place == "docs/index.md:7"
    assert not built.site.exists()
    return rest


@pytest.mark.parametrize(
    "line",
    [
        ":::live kitchen/oven.py",
        "::: Live kitchen/oven.py",
        "::: LIVE kitchen/oven.py",
        ":::: live kitchen/oven.py",
        "::::live kitchen/oven.py",
        ":::::: live kitchen/oven.py",
        ":::Live kitchen/oven.py",
        ":: live kitchen/oven.py",
        "::live kitchen/oven.py",
        ":::\u00a0live kitchen/oven.py",
        "\u200b::: live kitchen/oven.py",
        ":::\u2003live kitchen/oven.py",
        "::: live: kitchen/oven.py",
    ],
)
def test_a_wrong_spelling_is_told_with_the_right_one(small: SmallSite, line: str) -> None:
    found, expected, fix = told(small, line).split("; ")
    assert found.startswith(f"`{line.strip()}`")
    assert expected == "expected a directive such as `::: name argument`"
    assert fix.startswith("write `::: live ")
    assert fix.endswith("kitchen/oven.py`")


def test_a_space_that_is_none_is_named(small: SmallSite) -> None:
    assert "with an unseen character (U+00A0)" in told(small, ":::\u00a0live kitchen/oven.py")


@pytest.mark.parametrize("name", ["lvie", "liev", "Lvie", "live-cell", "livé"])
def test_an_unknown_name_is_told_with_those_that_there_are(small: SmallSite, name: str) -> None:
    rest = told(small, f"::: {name} kitchen/oven.py")
    assert rest.startswith(f'the unknown directive "{name}"; expected one of "ask", ')
    assert rest.endswith('; write "live"')


@pytest.mark.parametrize("line", [":::note", "::: warning", ":::tip Title", "::: details Open"])
def test_a_container_of_another_tool_is_told_as_unknown(small: SmallSite, line: str) -> None:
    assert told(small, f"{line}\nWords.\n:::").startswith("the unknown directive ")


@pytest.mark.parametrize(
    "line",
    [
        '::: live "kitchen/oven.py',
        "::: live kitchen/oven.py'",
        '::: figure a.svg "it is',
        "::: live 'a\"",
    ],
)
def test_a_quote_that_is_not_closed_is_told(small: SmallSite, line: str) -> None:
    assert told(small, line) == (
        f"`{line}`; expected quotes in pairs; close the quote, or take it out"
    )


@pytest.mark.parametrize(
    ("line", "found", "fix"),
    [
        ("::: live kitchen/oven.py gruop=a", 'the option "gruop" of "live"', 'write "group"'),
        ("::: live kitchen/oven.py x=1", 'the option "x" of "live"', "write one of these"),
        ("::: live kitchen/ovne.py", 'the unknown snippet "kitchen/ovne.py"', '"kitchen/oven.py"'),
        ("::: live", 'the unknown snippet ""', "write one of these"),
        ("::: live kitchen/oven.py#heat", 'the unknown section "heat"', "add it first"),
        ("::: live kitchen/oven.py kitchen/tea.py", "the unknown snippet", "kitchen/oven.py"),
        ("::: ask me", '"me" after "ask"', "take it out"),
        ("::: search-size now", '"now" after "search-size"', "take it out"),
        ("::: lab labs/none.py", 'the unknown lab "labs/none.py"', "add it first"),
        ("::: figure none.svg words", 'the unknown figure "none.svg"', "add it first"),
        ("::: faq", 'the directive "faq" on index.md', "move it there"),
        ("::: evidence", 'the directive "evidence" on index.md', "move it there"),
        ("::: quiz", "the directive quiz in a guide without a quiz", "take the line out"),
        ("::: cases", "the directive cases in a guide without cases", "take the line out"),
    ],
)
def test_what_a_directive_cannot_do_is_told_with_what_it_can(
    small: SmallSite, line: str, found: str, fix: str
) -> None:
    rest = told(small, line)
    assert rest.startswith(found)
    assert fix in rest.split("; ")[-1]


@pytest.mark.parametrize(
    "text",
    [
        ":::",
        "Words.\n\n:::\n\nWords.",
        "::: package.module",
        "::: package.module.Class.method",
        "::: package.module\n    options:\n      show_source: false",
        "::: {.note}\n\nWords.\n\n:::",
        ":::{note}\nWords.\n:::",
        "::: {#id .a-class}",
        "a ::: live b",
        "Words ::: live",
        "::std::string is a type.",
        ": live",
        "\\::: live kitchen/oven.py",
        "/// note\nWords.\n///",
    ],
)
def test_what_belongs_to_other_tools_is_left_alone(small: SmallSite, text: str) -> None:
    assert small.build({**SNIPPETS, "docs/index.md": f"# Page\n\n{text}\n"}).log == []


BESIDE = """
def on_config(config):
    # As if that plugin were installed and listed.
    dict.__setitem__(config.plugins, "mkdocstrings", None)
"""


@pytest.mark.parametrize("line", ["::: package", "::: Live.thing", ":::note", "::: mypackage"])
def test_beside_a_tool_with_the_same_mark_only_known_names_are_ours(
    small: SmallSite, line: str
) -> None:
    small.write({**SNIPPETS, "beside.py": BESIDE})
    text = f"# Page\n\n{line}\n\n{RIGHT}\n"
    built = small.build(text, hooks=["beside.py"])
    assert built.log == []
    assert built.page().select("live-cell")
    text = f"# Page\n\n{line}\n\n:::live kitchen/oven.py\n"
    (problem,) = small.build(text, hooks=["beside.py"]).problems
    assert problem.startswith("docs/index.md:5: found `:::live kitchen/oven.py`")
