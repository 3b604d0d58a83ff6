"""The lists for incidents, and for the figures that others give about them.

Knows words only. It must not know columns, sheets or colours.
"""

from utils.tables.vocabularies.vocabulary import Entry, Vocabulary, plain

EVENT_TYPES = Vocabulary(
    "event types",
    (  # ACLED's six, so that analysts' files and ours count alike
        Entry("Battles", "Armed clash between organised groups"),
        Entry(
            "Explosions/Remote violence",
            "One-sided violence by a device or from a distance: bomb, suicide bomb, shell, drone, grenade",
            ("Explosion", "Explosions", "Remote violence"),
        ),
        Entry("Violence against civilians", "Deliberate violence against unarmed people, abduction included"),
        Entry("Protests", "Public demonstration without violence by those who protest"),
        Entry("Riots", "Violent demonstration or mob"),
        Entry("Strategic developments", "Not violence itself, yet of weight: seizure, arson, arrest, agreement"),
    ),
)

TACTICS = plain(
    "tactics",
    "armed assault",
    "suicide attack",
    "IED",
    "grenade",
    "rocket/mortar",
    "air/drone strike",
    "targeted killing",
    "abduction",
    "hostage-taking",
    "highway blockade",
    "jailbreak",
    "arson",
    "robbery",
    "demolition",
    "sabotage of rail/gas/power",
    "sabotage of surveillance",
    "counter-insurgency operation",
    "unknown",
)

TARGETS = plain(
    "targets",
    "military",
    "paramilitary",
    "police",
    "prison",
    "government building",
    "civilians",
    "labourers",
    "foreign nationals",
    "militants",
    "rail",
    "port",
    "mine",
    "bank",
    "unknown",
)

ATTRIBUTIONS = Vocabulary(
    "attributions",
    (
        Entry("claimed", "By the actor itself"),
        Entry("attributed", "By officials or others, not by the actor"),
        Entry("alleged", "By an adversary or an advocacy group, or contested"),
        Entry("unclaimed", "Nobody has claimed it"),
    ),
)

SIDES = Vocabulary(
    "claimant sides",
    (
        Entry("government", "The state, its forces and its officials"),
        Entry("militant", "The armed groups"),
        Entry("independent media", "News organisations reporting in their own name"),
        Entry("research body", "Monitors and think tanks that count by a rule of their own"),
        Entry("advocacy group", "Groups that speak for one side's victims; they are no neutral monitors"),
    ),
)

VICTIM_GROUPS = plain("victim groups", "security forces", "civilians", "militants")

STANDINGS = Vocabulary(
    "standings",
    (
        Entry("stands", "The claimant's figure as last heard at its date"),
        Entry("partial", "A part of the scope or group only; kept for the record, not compared with whole figures"),
        Entry(
            "overtaken", "The claimant, or a better record of the same claimant, has replaced it; kept for the record"
        ),
    ),
)

COUNT_MEASURES = Vocabulary(
    "measures of published counts",
    (
        Entry("attacks", "As the publisher defines an attack"),
        Entry(
            "incidents", "As the publisher defines an incident, attacks and operations alike unless its rule says less"
        ),
        Entry("events", "Coded events of a data set"),
        Entry("incidents of killing"),
        Entry("major incidents", "Those above the publisher's own threshold"),
        Entry("bomb blasts"),
        Entry("suicide attacks"),
        Entry("killed", "People killed", ("deaths", "fatalities")),
        Entry("killed in bomb blasts", "", ("bomb blast deaths",)),
        Entry("killed in suicide attacks", "", ("suicide attack deaths",)),
        Entry("injured", "People injured", ("wounded",)),
    ),
)

COUNTED_GROUPS = Vocabulary(
    "groups counted",
    (
        *VICTIM_GROUPS.entries,
        Entry("civilians and security forces", "The two together, not told apart"),
        Entry("outlaws", "Militants and criminals together, as some counters do"),
        Entry("peace committees", "Members of village defence bodies"),
    ),
)

COUNT_BOUNDS = Vocabulary(
    "bounds of an estimate",
    (
        Entry("low", "The publisher's lowest estimate"),
        Entry("best", "The estimate that the publisher itself prefers"),
        Entry("high", "The publisher's highest estimate"),
    ),
)
