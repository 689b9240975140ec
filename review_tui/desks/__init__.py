"""What people do, without a screen. A desk is the only door from a screen to the ledger; the clock is an argument."""
