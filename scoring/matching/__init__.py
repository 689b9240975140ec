"""How two records are compared: normal forms, rarity, evidence in bits, and which pairs are worth comparing.

`scoring.repeats` is the door; nothing else imports from here.
"""
