"""Text that would be markup, script, formula or code if anything took it for more than text."""

from tests.drawn import SOURCES, a_claim, an_edition, an_incident

HOSTILE = (
    "#emph[x] #sys.inputs",
    "*bold* _under_",
    "$x^2$ @cite <label>",
    "<script>alert(1)</script>",
    r"\u{41} \ back",
    "\"quoted\" 'it' `raw`",
    "https://a.example //comment /* x */",
    "= Heading",
    "=1+1",
    '#import "@preview/x:1.0.0"',
)


SAID = ("Title", "Disclaimer", "Coverage note", "Boundary note")


def named(number, text):
    """The publisher of the source of that number."""
    return f"P{number} {text}"


def a_hostile_edition(texts):
    """An edition that holds each of these texts in an incident, a claim, a source, and in what is said about it all."""
    numbered = list(enumerate(texts, start=1))
    sources = [
        {
            **SOURCES[0],
            "source_id": f"S-{n}",
            "title": text,
            "publisher": named(n, text),
            "url": f"https://courier.example/{n}",
        }
        for n, text in numbered
    ]
    everything = {name: " ".join([*texts[at:], *texts[:at]]) for at, name in enumerate(SAID)}
    return an_edition(
        *(
            an_incident(incident_id=f"N-{n}", place=text, actor=text, campaign=text, source_ids=f"S-{n}")
            for n, text in numbered
        ),
        claims=[
            a_claim(
                claim_id=f"{side[0]}-{n}",
                incident_id=f"N-{n}",
                claimant=text,
                side=side,
                killed_low=low,
                killed_high=low,
                source_ids=f"S-{n}",
            )
            for n, text in numbered
            for side, low in (("government", 2), ("militant", 40))
        ],
        sources=sources,
        about=everything,
    )
