"""How two records are compared: normal forms, rarity, evidence in bits, and which pairs are worth comparing.

`scoring.repeats` is the door to the comparison; intake uses `characters` beside it, to read spellings as it does.
"""
