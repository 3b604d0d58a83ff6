"""How the two Admiralty grades are explained wherever a table asks for them."""

RELIABILITY_HELP = "How far the source is to be trusted (Admiralty): A best, E worst, F cannot be judged."
CREDIBILITY_HELP = (
    "How far the report itself is to be believed (Admiralty): 1 confirmed, 5 improbable, 6 cannot be judged."
)
